package io.retaillake.transforms.tables;

import com.google.common.primitives.Longs;
import io.retaillake.lakehouse.ColumnType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Values as Avro's generic records hold them in data files. */
final class Values {

  private static final Schema DECIMAL =
      RevenueWindows.TABLE.fileSchema().getField("revenue").schema();

  private static final long MOST_CENTS = 999_999_999_999_999_999L;
  private static final long EARLIEST_MILLIS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
  private static final long LATEST_MILLIS =
      Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private Values() {}

  /** Money in the form of the logical type decimal(18,2): eight bytes, the highest first. */
  static GenericData.@Nullable Fixed decimal(@Nullable BigDecimal usd) {
    if (usd == null) {
      return null;
    }
    return cents(usd.scaleByPowerOfTen(ColumnType.DECIMAL_SCALE).longValueExact());
  }

  /**
   * Cents in the form of the logical type decimal(18,2).
   *
   * @throws ArithmeticException if they have more than 18 digits
   */
  static GenericData.Fixed cents(long usdCents) {
    if (Math.abs(usdCents) > MOST_CENTS) {
      throw new ArithmeticException("More than a table can hold: " + usdCents + " cents");
    }
    return new GenericData.Fixed(DECIMAL, Longs.toByteArray(usdCents));
  }

  /** Text as bytes, which Parquet's dictionaries compare much quicker than strings. */
  static @Nullable Utf8 text(@Nullable String text) {
    return text == null ? null : new Utf8(text);
  }

  static @Nullable ByteBuffer binary(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  /**
   * A time in microseconds. One outside the years 1 to 9999, which a producer may set and not every
   * reader knows, becomes the nearest within.
   */
  static long microsOfMillis(long millis) {
    return Math.max(EARLIEST_MILLIS, Math.min(LATEST_MILLIS, millis)) * 1_000L;
  }
}
