package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.checkerframework.checker.nullness.qual.Nullable;

/** DuckDB's types and values as those of GoogleSQL. */
final class DuckDbTypes {

  private DuckDbTypes() {}

  /** The type for DuckDB's name of one. */
  static ValueType of(String name) throws SQLException {
    if (name.startsWith("DECIMAL")) {
      return ValueType.NUMERIC;
    }
    return switch (name) {
      case "VARCHAR", "\"NULL\"" -> ValueType.STRING;
      case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" -> ValueType.INT64;
      case "FLOAT", "DOUBLE" -> ValueType.FLOAT64;
      case "BOOLEAN" -> ValueType.BOOL;
      case "TIMESTAMP WITH TIME ZONE" -> ValueType.TIMESTAMP;
      case "DATE" -> ValueType.DATE;
      case "BLOB" -> ValueType.BYTES;
      default ->
          throw new SQLException("Binder Error: a column of type " + name + " can't be given");
    };
  }

  static @Nullable Object read(ResultSet rows, int column, ValueType type) throws SQLException {
    Object value = rows.getObject(column);
    if (value == null) {
      return null;
    }
    return switch (type) {
      case STRING -> value.toString();
      case INT64 ->
          value instanceof BigInteger big
              ? (Object) big.longValueExact()
              : (Object) ((Number) value).longValue();
      case FLOAT64 -> ((Number) value).doubleValue();
      case NUMERIC -> plain((BigDecimal) value);
      case BOOL -> value;
      case TIMESTAMP -> rows.getObject(column, OffsetDateTime.class).toInstant();
      case DATE -> rows.getObject(column, LocalDate.class);
      case BYTES -> rows.getBytes(column);
    };
  }

  /** What the driver takes for a value. */
  static @Nullable Object parameter(@Nullable Object value) {
    return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
