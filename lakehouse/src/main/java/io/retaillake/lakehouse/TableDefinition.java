package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.internal.FileSchemas;
import io.retaillake.lakehouse.internal.HivePaths;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a table is: name, columns in order, partition columns, and for a ledgered table the column
 * that holds the Kafka offset. A value, checked when it is built, and safe to send to workers.
 *
 * <pre>{@code
 * TableDefinition.builder("bronze_events")
 *     .comment("Every record, as it came")
 *     .column(Column.required("kafka_offset", LONG, "Offset in its partition"))
 *     .column(Column.required("event_year", INT, "Year of event_ts, UTC"))
 *     .partitionedBy("event_year")
 *     .offsetColumn("kafka_offset")
 *     .build();
 * }</pre>
 *
 * <p>Unless told otherwise a table keeps its log and the files deleted from it for 30 days, and
 * writes a checkpoint of its log every 50 commits.
 */
@AutoValue
public abstract class TableDefinition implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> DEFAULT_PROPERTIES =
      Map.of(
          "delta.logRetentionDuration", "interval 30 days",
          "delta.deletedFileRetentionDuration", "interval 30 days",
          "delta.checkpointInterval", "50");

  /** The table's name, and its folder's in the lakehouse. */
  public abstract String name();

  public abstract String comment();

  /** All columns, partition columns among them, in the table's order. */
  public abstract List<Column> columns();

  /** Names of the partition columns, outermost folder first; empty when not partitioned. */
  public abstract List<String> partitionColumns();

  /** The LONG column of the data files that holds the Kafka offset; empty when not ledgered. */
  public Optional<String> offsetColumn() {
    return Optional.ofNullable(nullableOffsetColumn());
  }

  // An Optional can't be sent to workers.
  abstract @Nullable String nullableOffsetColumn();

  /** Delta table properties, the defaults included. */
  public abstract Map<String, String> properties();

  public static Builder builder(String name) {
    return new Builder(name);
  }

  /**
   * The Avro schema of the table's data files: every column but the partition columns, in order. A
   * nullable column is a union with null first. Decimals are {@code fixed(8)}, timestamps {@code
   * timestamp-micros}, dates {@code date}. Parsed anew on each call: keep it.
   */
  public Schema fileSchema() {
    return FileSchemas.of(this);
  }

  /**
   * Position of a column in {@link #fileSchema()}.
   *
   * @throws IllegalArgumentException if the files have no such column
   */
  public int fieldIndex(String column) {
    int index = 0;
    for (Column candidate : columns()) {
      if (partitionColumns().contains(candidate.name())) {
        continue;
      }
      if (candidate.name().equals(column)) {
        return index;
      }
      index++;
    }
    throw new IllegalArgumentException(
        "Data files of '" + name() + "' have no column '" + column + "'.");
  }

  /**
   * The column of this name.
   *
   * @throws IllegalArgumentException if the table has none such
   */
  public Column column(String column) {
    for (Column candidate : columns()) {
      if (candidate.name().equals(column)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException("Table '" + name() + "' has no column '" + column + "'.");
  }

  /**
   * The folder, relative to the table's root and without a slash at either end, where files with
   * these partition values belong: {@code event_year=2024/event_month=3}. Empty when the table is
   * not partitioned. Readers take the values from the log, not from here.
   *
   * @param partitionValues one entry a partition column; a null value is a null partition
   */
  public String partitionDirectory(Map<String, String> partitionValues) {
    return HivePaths.directory(partitionColumns(), partitionValues);
  }

  /** Builds a definition; {@link #build()} checks it as a whole. */
  public static final class Builder {
    private final String name;
    private String comment = "";
    private final List<Column> columns = new ArrayList<>();
    private final List<String> partitionColumns = new ArrayList<>();
    private @Nullable String offsetColumn;
    private final TreeMap<String, String> properties = new TreeMap<>(DEFAULT_PROPERTIES);

    private Builder(String name) {
      this.name = name;
    }

    public Builder comment(String comment) {
      this.comment = comment;
      return this;
    }

    public Builder column(Column column) {
      columns.add(column);
      return this;
    }

    public Builder columns(Column... more) {
      columns.addAll(Arrays.asList(more));
      return this;
    }

    public Builder columns(List<Column> more) {
      columns.addAll(more);
      return this;
    }

    public Builder partitionedBy(String... names) {
      partitionColumns.addAll(Arrays.asList(names));
      return this;
    }

    public Builder offsetColumn(String column) {
      this.offsetColumn = column;
      return this;
    }

    /** Sets a Delta table property, over its default where it has one. */
    public Builder property(String key, String value) {
      properties.put(key, value);
      return this;
    }

    /**
     * The definition.
     *
     * @throws IllegalArgumentException if the name is no folder's name, a column comes twice, a
     *     partition column isn't among the columns or leaves none for the files, or the offset
     *     column isn't a required LONG in the files
     */
    public TableDefinition build() {
      check(name.matches("[A-Za-z0-9][A-Za-z0-9_-]*"), "'" + name + "' can't name a table.");
      Set<String> names = new HashSet<>();
      for (Column column : columns) {
        check(names.add(column.name()), "Column '" + column.name() + "' is there twice.");
      }
      for (String partition : partitionColumns) {
        check(names.contains(partition), "Partition column '" + partition + "' is no column.");
      }
      check(
          Set.copyOf(partitionColumns).size() == partitionColumns.size(),
          "A partition column is there twice.");
      check(columns.size() > partitionColumns.size(), "No column is left for the files.");
      TableDefinition definition =
          new AutoValue_TableDefinition(
              name,
              comment,
              List.copyOf(columns),
              List.copyOf(partitionColumns),
              offsetColumn,
              Collections.unmodifiableMap(new TreeMap<>(properties)));
      if (offsetColumn != null) {
        checkOffsetColumn(definition, offsetColumn);
      }
      return definition;
    }

    private void checkOffsetColumn(TableDefinition definition, String offset) {
      check(names(columns).contains(offset), "Offset column '" + offset + "' is no column.");
      Column column = definition.column(offset);
      check(
          column.type() == ColumnType.LONG
              && !column.nullable()
              && !partitionColumns.contains(offset),
          "Offset column '" + offset + "' must be a required LONG and no partition column.");
    }

    private void check(boolean holds, String problem) {
      if (!holds) {
        throw new IllegalArgumentException("Table '" + name + "': " + problem);
      }
    }

    private static List<String> names(List<Column> columns) {
      return columns.stream().map(Column::name).toList();
    }
  }
}
