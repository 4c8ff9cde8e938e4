package io.retaillake.lakehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** Writes data files of any table for tests. */
final class Rows {
  /** A column of each type, which may all be null. */
  static final List<Column> OF_EVERY_TYPE =
      List.of(
          Column.optional("text", ColumnType.STRING, ""),
          Column.optional("long", ColumnType.LONG, ""),
          Column.optional("int", ColumnType.INT, ""),
          Column.optional("flag", ColumnType.BOOLEAN, ""),
          Column.optional("real", ColumnType.DOUBLE, ""),
          Column.optional("money", ColumnType.DECIMAL, ""),
          Column.optional("at", ColumnType.TIMESTAMP, ""),
          Column.optional("day", ColumnType.DATE, ""),
          Column.optional("bytes", ColumnType.BINARY, ""));

  private Rows() {}

  /** Partition values, which may be null. */
  static Map<String, String> partition(String column, String value) {
    return Collections.singletonMap(column, value);
  }

  /** A file with a row for each value of one column. */
  static DataFile file(
      DeltaTable table, Map<String, String> partition, String column, Object... values)
      throws IOException {
    Schema schema = table.definition().fileSchema();
    List<GenericRecord> rows =
        Arrays.stream(values)
            .map(
                value -> {
                  GenericRecord row = new GenericData.Record(schema);
                  row.put(column, value);
                  return row;
                })
            .toList();
    return file(table, partition, rows);
  }

  /** A file with these rows. */
  static DataFile file(DeltaTable table, Map<String, String> partition, List<GenericRecord> rows)
      throws IOException {
    TableDefinition definition = table.definition();
    String folder = definition.partitionDirectory(partition);
    String relativePath = (folder.isEmpty() ? "" : folder + "/") + UUID.randomUUID() + ".parquet";
    Path root = table.localRoot().orElseThrow();
    Path file = root.resolve(relativePath);
    Files.createDirectories(file.getParent());
    try (ParquetWriter<GenericRecord> writer =
        ParquetSettings.writer(new LocalOutputFile(file), definition.fileSchema())) {
      for (GenericRecord row : rows) {
        writer.write(row);
      }
    }
    return DataFile.describe(definition, root, relativePath, partition);
  }
}
