package io.retaillake.lakehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** A small ledgered table for tests, and the files that go into it. */
final class Ledgered {
  static final TableDefinition DEFINITION =
      TableDefinition.builder("events")
          .comment("Events of a test")
          .column(Column.required("kafka_partition", ColumnType.INT, "Partition"))
          .column(Column.required("kafka_offset", ColumnType.LONG, "Offset"))
          .column(Column.optional("event_ts", ColumnType.TIMESTAMP, "When, UTC"))
          .column(Column.optional("revenue", ColumnType.DECIMAL, "USD"))
          .column(Column.required("event_year", ColumnType.INT, "Year"))
          .partitionedBy("event_year")
          .offsetColumn("kafka_offset")
          .build();

  static final String YEAR = "2024";

  private Ledgered() {}

  static String ledgerId(int partition) {
    return "retail-events/" + partition;
  }

  static BigDecimal revenue(long offset) {
    return BigDecimal.valueOf(offset, 2);
  }

  /** The range and a file with a row for each offset in it. */
  static RangeAppend append(DeltaTable table, int partition, long fromExclusive, long toInclusive) {
    return RangeAppend.of(
        OffsetRange.of(ledgerId(partition), fromExclusive, toInclusive),
        List.of(file(table, partition, fromExclusive + 1, toInclusive)));
  }

  /** As {@link #append}, with the range starting a chain. */
  static RangeAppend start(DeltaTable table, int partition, long fromExclusive, long toInclusive) {
    return RangeAppend.of(
        OffsetRange.startingChain(ledgerId(partition), fromExclusive, toInclusive),
        List.of(file(table, partition, fromExclusive + 1, toInclusive)));
  }

  /** Writes a file with a row for each offset from first to last. */
  static DataFile file(DeltaTable table, int partition, long first, long last) {
    Map<String, String> values = Map.of("event_year", YEAR);
    String relativePath =
        DEFINITION.partitionDirectory(values) + "/part-" + UUID.randomUUID() + ".parquet";
    Path root = table.localRoot().orElseThrow();
    Path file = root.resolve(relativePath);
    Schema schema = DEFINITION.fileSchema();
    try {
      Files.createDirectories(file.getParent());
      try (ParquetWriter<GenericRecord> writer =
          ParquetSettings.writer(new LocalOutputFile(file), schema)) {
        for (long offset = first; offset <= last; offset++) {
          GenericRecord row = new GenericData.Record(schema);
          row.put("kafka_partition", partition);
          row.put("kafka_offset", offset);
          row.put("event_ts", offset % 10 == 7 ? null : offset * 1_000_001);
          row.put("revenue", offset % 10 == 3 ? null : revenue(offset));
          writer.write(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DataFile.describe(DEFINITION, root, relativePath, values);
  }

  /** All offsets of a partition in the table, sorted, as often as they are there. */
  static List<Long> offsets(DeltaTable table, int partition) {
    List<Long> offsets = new ArrayList<>();
    table
        .snapshot()
        .scan(
            List.of("kafka_offset"),
            RowFilter.equalTo("kafka_partition", partition),
            row -> offsets.add(row.getLong(0)));
    return offsets.stream().sorted().toList();
  }

  static List<Long> upTo(long last) {
    return LongStream.rangeClosed(0, last).boxed().toList();
  }
}
