package io.retaillake.bigquery;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A value for a named parameter of a statement, {@code @name} in GoogleSQL. What a user typed goes
 * into a statement in no other way.
 *
 * @param value of the type's {@link ValueType#javaType}, or null
 */
public record Parameter(ValueType type, @Nullable Object value) {

  /** Checks that the value is of its type. */
  public Parameter {
    if (value != null && !type.javaType().isInstance(value)) {
      throw new IllegalArgumentException(value.getClass() + " is not a value of " + type);
    }
  }

  public static Parameter of(ValueType type, @Nullable Object value) {
    return new Parameter(type, value);
  }
}
