package io.retaillake.lakehouse.internal.flat;

import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowView;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Some columns of a flat row, as a scan gives them. */
public final class FlatRowView implements RowView {
  private final int[] columns;
  private FlatRow row;

  /** A view of these columns, in this order, on rows of this schema. */
  public FlatRowView(FlatSchema schema, List<String> columns) {
    this.columns = columns.stream().mapToInt(schema::indexOf).toArray();
  }

  /** The view, on this row from now on. */
  public FlatRowView over(FlatRow seen) {
    row = seen;
    return this;
  }

  @Override
  public boolean isNull(int column) {
    return row.isNull(columns[column]);
  }

  @Override
  public String getString(int column) {
    return isNull(column) ? null : row.bytes(columns[column]).toStringUsingUTF8();
  }

  @Override
  public long getLong(int column) {
    return row.number(columns[column]);
  }

  @Override
  public int getInt(int column) {
    return (int) row.number(columns[column]);
  }

  @Override
  public boolean getBoolean(int column) {
    return row.number(columns[column]) != 0;
  }

  @Override
  public double getDouble(int column) {
    return Double.longBitsToDouble(row.number(columns[column]));
  }

  @Override
  public BigDecimal getDecimal(int column) {
    return isNull(column)
        ? null
        : new BigDecimal(new BigInteger(getBinary(column)), ColumnType.DECIMAL_SCALE);
  }

  @Override
  public byte[] getBinary(int column) {
    return isNull(column) ? null : row.bytes(columns[column]).getBytes();
  }

  /** Not known here, as a file's columns do not say what they mean. */
  @Override
  public Object getValue(int column) {
    throw new UnsupportedOperationException("ask for a value by its type");
  }
}
