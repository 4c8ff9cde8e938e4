package io.retaillake.transforms.tables;

import com.google.common.primitives.Longs;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Values as Avro's generic records hold them in data files. */
final class Values {

  private static final Schema DECIMAL =
      RevenueWindows.TABLE.fileSchema().getField("revenue").schema();

  private Values() {}

  /** Money in the form of the logical type decimal(18,2): eight bytes, the highest first. */
  static GenericData.@Nullable Fixed decimal(@Nullable BigDecimal usd) {
    if (usd == null) {
      return null;
    }
    byte[] bytes = Longs.toByteArray(usd.setScale(2).unscaledValue().longValueExact());
    return new GenericData.Fixed(DECIMAL, bytes);
  }

  static @Nullable ByteBuffer binary(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  static long microsOfMillis(long millis) {
    return Math.multiplyExact(millis, 1_000L);
  }
}
