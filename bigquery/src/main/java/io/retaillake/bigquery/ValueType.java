package io.retaillake.bigquery;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/** The types of what a statement takes and gives. Each stands for one type of GoogleSQL. */
public enum ValueType {
  /** {@link String}. */
  STRING(String.class),
  /** {@link Long}. */
  INT64(Long.class),
  /** {@link Double}. */
  FLOAT64(Double.class),
  /** {@link BigDecimal} without zeros at its end. */
  NUMERIC(BigDecimal.class),
  /** {@link Boolean}. */
  BOOL(Boolean.class),
  /** {@link Instant}, to the microsecond. */
  TIMESTAMP(Instant.class),
  /** {@link LocalDate}. */
  DATE(LocalDate.class),
  /** {@code byte[]}. */
  BYTES(byte[].class);

  private final Class<?> javaType;

  ValueType(Class<?> javaType) {
    this.javaType = javaType;
  }

  /** What a value of the type is in Java. */
  public Class<?> javaType() {
    return javaType;
  }
}
