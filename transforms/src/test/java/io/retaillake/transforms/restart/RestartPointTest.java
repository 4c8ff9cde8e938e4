package io.retaillake.transforms.restart;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.ParquetSettings;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartPointTest {

  private static final String TOPIC = "retail-events";
  private static final ArrivalRule RULE = ArrivalRule.oneMinuteWindows(Duration.ofSeconds(2));

  @TempDir private Path lakehouse;

  @Test
  void emptyTablesMeanTheBeginning() {
    assertThat(offsets(0, 1)).isEmpty();
  }

  @Test
  void readingStartsWhereTheOldestWindowThatMayStillChangeBegins() throws IOException {
    hold(0, "10:00:10", "10:00:50", "10:01:06", "10:01:30");
    hold(1, "10:00:20", "10:01:05");
    show("10:00", 3);

    // Partition 1's watermark is 10:01:03: an event of 10:00 can still come, and counts.
    assertThat(offsets(0, 1)).isEqualTo(Map.of(0, 0L, 1, 0L));

    hold(1, 2, "10:01:07");
    show("10:01", 4);

    assertThat(offsets(0, 1)).isEqualTo(Map.of(0, 2L, 1, 1L));
  }

  @Test
  void readingStartsAtAClosedWindowThatDoesNotShowAllSales() throws IOException {
    hold(0, "10:00:10", "10:07:00", "10:09:00");
    show("10:00", 1);
    show("10:09", 1);

    assertThat(offsets(0)).isEqualTo(Map.of(0, 1L));
  }

  @Test
  void partitionOfWhichNothingIsHeldLetsNoWindowCloseForTheOthers() throws IOException {
    hold(0, "10:00:10", "10:05:00");
    // The sale of partition 0, and one of partition 1 that was told of and then lost.
    show("10:00", 2);
    show("10:05", 1);

    assertThat(offsets(0)).isEqualTo(Map.of(0, 1L));
    assertThat(offsets(0, 1)).isEmpty();
    assertThat(restartPoint().heldByAll(List.of(0, 1))).isEqualTo(Map.of(0, 1L));
  }

  private Map<Integer, Long> offsets(Integer... partitions) {
    return restartPoint().offsets(List.of(partitions));
  }

  private RestartPoint restartPoint() {
    return new RestartPoint(lakehouse.toString(), TOPIC, RULE);
  }

  /** Brings sales at these times into all tables, from offset 0 on. */
  private void hold(int partition, String... times) throws IOException {
    hold(partition, 0, times);
  }

  private void hold(int partition, long firstOffset, String... times) throws IOException {
    String id = PartitionId.of(TOPIC, partition);
    long last = firstOffset + times.length - 1;
    OffsetRange range = OffsetRange.startingChain(id, firstOffset - 1, last);
    for (TableDefinition definition : List.of(BronzeEvents.TABLE, SilverEvents.TABLE)) {
      List<Map<String, Object>> rows = new ArrayList<>();
      for (int i = 0; i < times.length; i++) {
        rows.add(
            Map.of(
                "kafka_partition",
                partition,
                "kafka_offset",
                firstOffset + i,
                "event_ts",
                micros(times[i]),
                "event_type",
                "purchase",
                "category",
                "toys",
                "arrival",
                "on_time"));
      }
      DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), definition);
      new LedgeredAppender(table)
          .append(List.of(RangeAppend.of(range, List.of(file(table, rows)))));
    }
    DeltaTable quarantine = DeltaTable.openOrCreate(lakehouse.toString(), QuarantineEvents.TABLE);
    new LedgeredAppender(quarantine).append(List.of(RangeAppend.of(range, List.of())));
  }

  /** Brings a window's row into its table. */
  private void show(String start, long events) throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), RevenueWindows.TABLE);
    Map<String, Object> row =
        Map.of("window_start", micros(start + ":00"), "category", "toys", "events", events);
    new RowAppender(table).append(List.of(file(table, List.of(row))));
  }

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2025-03-01T" + time + "Z"));
  }

  private static DataFile file(DeltaTable table, List<Map<String, Object>> rows)
      throws IOException {
    TableDefinition definition = table.definition();
    Map<String, String> partition = new HashMap<>();
    for (String column : definition.partitionColumns()) {
      partition.put(column, column.equals("event_year") ? "2025" : "3");
    }
    String folder = definition.partitionDirectory(partition);
    String relativePath = (folder.isEmpty() ? "" : folder + "/") + UUID.randomUUID() + ".parquet";
    Path root = table.localRoot().orElseThrow();
    Path file = root.resolve(relativePath);
    Files.createDirectories(file.getParent());
    try (ParquetWriter<GenericRecord> writer =
        ParquetSettings.writer(new LocalOutputFile(file), definition.fileSchema())) {
      for (Map<String, Object> row : rows) {
        writer.write(complete(definition.fileSchema(), row));
      }
    }
    return DataFile.describe(definition, root, relativePath, partition);
  }

  /** The row with something in every required column. */
  private static GenericRecord complete(Schema schema, Map<String, Object> values) {
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      if (values.containsKey(field.name())) {
        row.put(field.name(), values.get(field.name()));
      } else if (!field.schema().isNullable()) {
        row.put(field.name(), anyValue(field.schema()));
      }
    }
    return row;
  }

  private static Object anyValue(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> "";
      case INT -> 0;
      case LONG -> 0L;
      case BOOLEAN -> false;
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      default -> throw new IllegalArgumentException("no value for " + schema);
    };
  }
}
