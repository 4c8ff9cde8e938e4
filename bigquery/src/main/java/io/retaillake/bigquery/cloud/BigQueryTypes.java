package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.QueryParameterValue;
import io.retaillake.bigquery.ValueType;
import io.retaillake.bigquery.WarehouseException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.checkerframework.checker.nullness.qual.Nullable;

/** BigQuery's types and values as ours. */
final class BigQueryTypes {

  private static final long MICROS = 1_000_000L;

  private BigQueryTypes() {}

  static ValueType of(Field field) {
    try {
      return ValueType.valueOf(field.getType().getStandardType().name());
    } catch (IllegalArgumentException e) {
      throw new WarehouseException(
          WarehouseException.Problem.WRONG_STATEMENT,
          "The column '" + field.getName() + "' can't be given.",
          "It is a " + field.getType().getStandardType() + ".",
          "Cast it to a type that is in use here.",
          e);
    }
  }

  static @Nullable Object read(FieldValue value, ValueType type) {
    if (value.isNull()) {
      return null;
    }
    return switch (type) {
      case STRING -> value.getStringValue();
      case INT64 -> value.getLongValue();
      case FLOAT64 -> value.getDoubleValue();
      case NUMERIC -> plain(value.getNumericValue());
      case BOOL -> value.getBooleanValue();
      case TIMESTAMP -> instant(value.getTimestampValue());
      case DATE -> LocalDate.parse(value.getStringValue());
      case BYTES -> value.getBytesValue();
    };
  }

  static QueryParameterValue timestamp(@Nullable Instant instant) {
    return QueryParameterValue.timestamp(
        instant == null ? null : (Long) ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
