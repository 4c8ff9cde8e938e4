package io.retaillake.lakehouse;

/**
 * The types a column may have. Each stands for one Delta type, one Parquet type and one Java type.
 */
public enum ColumnType {
  /** UTF-8 text; {@link String}. */
  STRING,
  /** 64-bit integer; {@link Long}. */
  LONG,
  /** 32-bit integer; {@link Integer}. */
  INT,
  /** {@link Boolean}. */
  BOOLEAN,
  /** 64-bit floating point, never for money; {@link Double}. */
  DOUBLE,
  /** Money: {@code decimal(18,2)}; {@link java.math.BigDecimal} with scale 2. */
  DECIMAL,
  /** A point in time, UTC; {@link Long} microseconds since 1970-01-01T00:00:00Z. */
  TIMESTAMP,
  /** A day in UTC; {@link Integer} days since 1970-01-01. */
  DATE,
  /** Bytes, kept without minimum and maximum; {@code byte[]}. */
  BINARY;

  /** Digits of a {@link #DECIMAL}. */
  public static final int DECIMAL_PRECISION = 18;

  /** Digits of a {@link #DECIMAL} behind the point. */
  public static final int DECIMAL_SCALE = 2;
}
