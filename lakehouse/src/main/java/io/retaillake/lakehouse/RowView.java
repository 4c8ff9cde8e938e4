package io.retaillake.lakehouse;

import java.math.BigDecimal;

/**
 * The row a scan is at: its columns by their position in the scan's projection. Valid during the
 * visit only; a value that is null must not be asked for by a getter of a primitive type.
 */
public interface RowView {

  boolean isNull(int column);

  /** A STRING; null if null. */
  String getString(int column);

  /** A LONG, or a TIMESTAMP in microseconds since 1970-01-01T00:00:00Z. */
  long getLong(int column);

  /** An INT, or a DATE in days since 1970-01-01. */
  int getInt(int column);

  boolean getBoolean(int column);

  double getDouble(int column);

  /** A DECIMAL, of scale 2; null if null. */
  BigDecimal getDecimal(int column);

  /** A BINARY; null if null. */
  byte[] getBinary(int column);

  /** The value as the Java type that {@link ColumnType} names; null if null. */
  Object getValue(int column);
}
