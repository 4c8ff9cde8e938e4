package io.retaillake.bigquery.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.retaillake.bigquery.ValueType;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A column of a table in BigQuery's JSON for schemas, as its API, {@code bq} and Terraform take it.
 *
 * @param type BigQuery's name of the type in that JSON: {@code INTEGER} for {@code INT64}, {@code
 *     FLOAT} for {@code FLOAT64}, {@code BOOLEAN} for {@code BOOL}
 * @param mode {@code REQUIRED} or {@code NULLABLE}
 * @param precision digits of a {@code NUMERIC}
 * @param scale digits of a {@code NUMERIC} behind the point
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"name", "type", "mode", "precision", "scale", "description"})
public record WarehouseField(
    @JsonProperty("name") String name,
    @JsonProperty("type") String type,
    @JsonProperty("mode") String mode,
    @JsonProperty("precision") @Nullable String precision,
    @JsonProperty("scale") @Nullable String scale,
    @JsonProperty("description") String description) {

  private static final String REQUIRED = "REQUIRED";

  /** The warehouse's column for a column of the lakehouse. */
  public static WarehouseField of(Column column) {
    boolean money = column.type() == ColumnType.DECIMAL;
    return new WarehouseField(
        column.name(),
        jsonType(column.type()),
        column.nullable() ? "NULLABLE" : REQUIRED,
        money ? Integer.toString(ColumnType.DECIMAL_PRECISION) : null,
        money ? Integer.toString(ColumnType.DECIMAL_SCALE) : null,
        column.comment());
  }

  public boolean required() {
    return mode.equals(REQUIRED);
  }

  /** The type of the column's values. */
  public ValueType valueType() {
    return switch (type) {
      case "INTEGER" -> ValueType.INT64;
      case "FLOAT" -> ValueType.FLOAT64;
      case "BOOLEAN" -> ValueType.BOOL;
      default -> ValueType.valueOf(type);
    };
  }

  /** The type in GoogleSQL's DDL. */
  public String ddlType() {
    return precision == null
        ? valueType().name()
        : valueType() + "(" + precision + ", " + scale + ")";
  }

  private static String jsonType(ColumnType type) {
    return switch (type) {
      case STRING -> "STRING";
      case INT, LONG -> "INTEGER";
      case BOOLEAN -> "BOOLEAN";
      case DOUBLE -> "FLOAT";
      case DECIMAL -> "NUMERIC";
      case TIMESTAMP -> "TIMESTAMP";
      case DATE -> "DATE";
      case BINARY -> "BYTES";
    };
  }
}
