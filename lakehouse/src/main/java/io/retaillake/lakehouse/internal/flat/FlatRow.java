package io.retaillake.lakehouse.internal.flat;

import io.retaillake.lakehouse.ColumnType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.io.api.Binary;

/**
 * One row, column by column, in a {@link FlatSchema}'s order. Filled anew for each row rather than
 * made anew; what it holds is valid until then.
 */
public final class FlatRow {
  final boolean[] present;
  final long[] numbers;
  final Binary[] bytes;

  public FlatRow(FlatSchema schema) {
    present = new boolean[schema.size()];
    numbers = new long[schema.size()];
    bytes = new Binary[schema.size()];
  }

  /** Makes all columns null. */
  public void clear() {
    Arrays.fill(present, false);
  }

  public boolean isNull(int column) {
    return !present[column];
  }

  /** An INT64, INT32 or BOOLEAN as a number, a DOUBLE by its bits. */
  public long number(int column) {
    return numbers[column];
  }

  public Binary bytes(int column) {
    return bytes[column];
  }

  public void setNumber(int column, long value) {
    present[column] = true;
    numbers[column] = value;
  }

  /** Sets money, in the form that files have it in: eight bytes, the highest first. */
  public void setDecimal(int column, BigDecimal value) {
    long unscaled = value.scaleByPowerOfTen(ColumnType.DECIMAL_SCALE).longValueExact();
    setBytes(
        column,
        Binary.fromConstantByteArray(ByteBuffer.allocate(Long.BYTES).putLong(unscaled).array()));
  }

  public void setBytes(int column, Binary value) {
    present[column] = true;
    bytes[column] = value;
  }
}
