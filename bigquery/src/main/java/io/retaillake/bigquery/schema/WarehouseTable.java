package io.retaillake.bigquery.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A table of the warehouse.
 *
 * @param clustering columns that rows are kept together by; may be empty
 */
public record WarehouseTable(
    String name,
    String description,
    List<WarehouseField> fields,
    Optional<Partition> partition,
    List<String> clustering) {

  /**
   * What a table is partitioned by.
   *
   * @param type BigQuery's unit; {@code DAY} is the only one in use
   * @param field a DATE or TIMESTAMP column
   * @param expirationDays after how many days a partition is deleted; null for never
   */
  public record Partition(
      @JsonProperty("type") String type,
      @JsonProperty("field") String field,
      @JsonProperty("expiration_days") @Nullable Integer expirationDays) {}

  /** Names of the columns, in order. */
  public List<String> columnNames() {
    return fields.stream().map(WarehouseField::name).toList();
  }

  public WarehouseField field(String column) {
    return fields.stream()
        .filter(field -> field.name().equals(column))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Table '" + name + "' has no column " + column));
  }

  /** GoogleSQL that creates the table in the dataset, if it is not there. */
  public String createStatement(String dataset) {
    StringBuilder ddl = new StringBuilder();
    ddl.append("create table if not exists ").append(dataset).append('.').append(name);
    ddl.append(
        fields.stream()
            .map(WarehouseTable::columnDefinition)
            .collect(Collectors.joining(",\n    ", " (\n    ", "\n)\n")));
    partition.ifPresent(by -> ddl.append("partition by ").append(day(by)).append('\n'));
    if (!clustering.isEmpty()) {
      ddl.append("cluster by ").append(String.join(", ", clustering)).append('\n');
    }
    ddl.append("options (\n    description = ").append(quoted(description));
    partition
        .map(Partition::expirationDays)
        .ifPresent(days -> ddl.append(",\n    partition_expiration_days = ").append(days));
    return ddl.append("\n)\n").toString();
  }

  /** GoogleSQL that adds a column to the table; rows that are there have nulls in it. */
  public String addColumnStatement(String dataset, WarehouseField added) {
    return "alter table "
        + dataset
        + "."
        + name
        + "\nadd column if not exists "
        + added.name()
        + " "
        + added.ddlType().toLowerCase(Locale.ROOT)
        + " options (description = "
        + quoted(added.description())
        + ")";
  }

  private String day(Partition by) {
    return field(by.field()).type().equals("DATE") ? by.field() : "date(" + by.field() + ")";
  }

  private static String columnDefinition(WarehouseField field) {
    return field.name()
        + " "
        + field.ddlType().toLowerCase(Locale.ROOT)
        + (field.required() ? " not null" : "")
        + " options (description = "
        + quoted(field.description())
        + ")";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
