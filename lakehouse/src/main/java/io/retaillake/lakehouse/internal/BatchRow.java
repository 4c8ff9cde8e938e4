package io.retaillake.lakehouse.internal;

import io.delta.kernel.data.ColumnVector;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** A row of a batch of column vectors; moved from row to row rather than made anew. */
final class BatchRow implements RowView {
  private final ColumnType[] types;
  private final ColumnVector[] columns;
  private final boolean[] emptyIsNull;
  private int row;

  /**
   * A row with columns of these types.
   *
   * @param partitionColumns places of those that are partition columns: an empty text is a null
   *     there, as the Delta protocol has it, though Kernel gives it as it is
   */
  BatchRow(List<ColumnType> types, Set<Integer> partitionColumns) {
    this.types = types.toArray(new ColumnType[0]);
    this.columns = new ColumnVector[this.types.length];
    this.emptyIsNull = new boolean[this.types.length];
    partitionColumns.forEach(
        column -> emptyIsNull[column] = this.types[column] == ColumnType.STRING);
  }

  void column(int column, ColumnVector values) {
    columns[column] = values;
  }

  void moveTo(int rowInBatch) {
    this.row = rowInBatch;
  }

  /** The value of a LONG, INT, TIMESTAMP or DATE column. */
  long number(int column) {
    return switch (types[column]) {
      case LONG, TIMESTAMP -> columns[column].getLong(row);
      case INT, DATE -> columns[column].getInt(row);
      default -> throw new IllegalStateException("No whole number: " + types[column]);
    };
  }

  @Override
  public boolean isNull(int column) {
    return columns[column].isNullAt(row)
        || (emptyIsNull[column] && columns[column].getString(row).isEmpty());
  }

  @Override
  public String getString(int column) {
    return isNull(column) ? null : columns[column].getString(row);
  }

  @Override
  public long getLong(int column) {
    return columns[column].getLong(row);
  }

  @Override
  public int getInt(int column) {
    return columns[column].getInt(row);
  }

  @Override
  public boolean getBoolean(int column) {
    return columns[column].getBoolean(row);
  }

  @Override
  public double getDouble(int column) {
    return columns[column].getDouble(row);
  }

  @Override
  public BigDecimal getDecimal(int column) {
    return isNull(column) ? null : columns[column].getDecimal(row);
  }

  @Override
  public byte[] getBinary(int column) {
    return isNull(column) ? null : columns[column].getBinary(row);
  }

  @Override
  public Object getValue(int column) {
    if (isNull(column)) {
      return null;
    }
    return switch (types[column]) {
      case STRING -> getString(column);
      case LONG, TIMESTAMP -> getLong(column);
      case INT, DATE -> getInt(column);
      case BOOLEAN -> getBoolean(column);
      case DOUBLE -> getDouble(column);
      case DECIMAL -> getDecimal(column);
      case BINARY -> getBinary(column);
    };
  }
}
