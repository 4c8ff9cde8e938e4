package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.TableState;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.TableDefinition;
import java.util.List;
import java.util.stream.Collectors;

/** DuckDB's SQL that reads the rows of a table's version from its data files. */
public final class ParquetView {

  private ParquetView() {}

  /**
   * A query for the rows of some files of the version, with the columns of the table in their order
   * and integers as wide as BigQuery's.
   *
   * @throws WarehouseException STALE if a file's folder does not tell its partition as Delta writes
   *     it, since DuckDB takes it from there
   */
  public static String select(TableState table, List<DataFile> files) {
    TableDefinition definition = table.definition();
    if (files.isEmpty()) {
      return columns(definition, column -> "cast(null as " + type(column.type()) + ")")
          + "\nwhere false";
    }
    files.forEach(file -> checkFolder(definition, file));
    return columns(definition, ParquetView::read) + "\nfrom " + reader(table, files);
  }

  /** {@code read_parquet(...)} of these files. */
  private static String reader(TableState table, List<DataFile> files) {
    TableDefinition definition = table.definition();
    String partitions =
        definition.partitionColumns().isEmpty()
            ? ", hive_partitioning = false"
            : definition.partitionColumns().stream()
                .map(name -> name + ": " + type(definition.column(name).type()))
                .collect(
                    Collectors.joining(", ", ", hive_partitioning = true, hive_types = {", "}"));
    return "read_parquet(" + list(table, files) + partitions + ")";
  }

  /** The paths of these files as a list of DuckDB's. */
  static String list(TableState table, List<DataFile> files) {
    return files.stream()
        .map(file -> quoted(table.path(file).toString()))
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String columns(
      TableDefinition definition, java.util.function.Function<Column, String> value) {
    return definition.columns().stream()
        .map(column -> "  " + value.apply(column) + " as " + column.name())
        .collect(Collectors.joining(",\n", "select\n", ""));
  }

  private static String read(Column column) {
    return column.type() == ColumnType.INT
        ? "cast(" + column.name() + " as bigint)"
        : column.name();
  }

  private static String type(ColumnType type) {
    return switch (type) {
      case STRING -> "varchar";
      case INT, LONG -> "bigint";
      case BOOLEAN -> "boolean";
      case DOUBLE -> "double";
      case DECIMAL -> "decimal(18, 2)";
      case TIMESTAMP -> "timestamptz";
      case DATE -> "date";
      case BINARY -> "blob";
    };
  }

  private static void checkFolder(TableDefinition definition, DataFile file) {
    String folder = definition.partitionDirectory(file.partitionValues());
    if (!folder.isEmpty() && !file.relativePath().startsWith(folder + "/")) {
      throw new WarehouseException(
          WarehouseException.Problem.STALE,
          "Table '" + definition.name() + "' can't be published.",
          "Its file " + file.relativePath() + " is not in the folder " + folder + ".",
          "Compact the table: the files that it gets then are where they belong.");
    }
  }
}
