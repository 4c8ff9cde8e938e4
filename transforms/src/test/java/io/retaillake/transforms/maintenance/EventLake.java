package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.SilverEvents;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Bronze and silver with chosen records: silver gets the first version of an event, as it does. */
final class EventLake {
  static final String TOPIC = "retail-events";

  /** A record of bronze. */
  record Sent(int partition, long offset, String eventId, String userId, int month, long cents) {}

  private final String lakehouse;
  private final DeltaTable bronze;
  private final DeltaTable silver;
  private final LedgeredAppender bronzeAppender;
  private final LedgeredAppender silverAppender;
  private final Map<Integer, Long> heldByBronze = new HashMap<>();
  private final Map<Integer, Long> heldBySilver = new HashMap<>();
  private final Set<String> seen = new HashSet<>();

  EventLake(String lakehouse) {
    this.lakehouse = lakehouse;
    bronze = DeltaTable.openOrCreate(lakehouse, BronzeEvents.TABLE);
    silver = DeltaTable.openOrCreate(lakehouse, SilverEvents.TABLE);
    bronzeAppender = new LedgeredAppender(bronze);
    silverAppender = new LedgeredAppender(silver);
  }

  DeltaTable silver() {
    return silver;
  }

  /** Appends to both tables. */
  void append(List<Sent> records) {
    appendToBronze(records);
    appendToSilver(records);
  }

  void appendToBronze(List<Sent> records) {
    append(records, bronze, bronzeAppender, heldByBronze, true);
  }

  private void appendToSilver(List<Sent> records) {
    append(records, silver, silverAppender, heldBySilver, false);
  }

  private void append(
      List<Sent> records,
      DeltaTable table,
      LedgeredAppender appender,
      Map<Integer, Long> held,
      boolean all) {
    Map<Integer, List<Sent>> byPartition = new TreeMap<>();
    records.forEach(
        sent -> byPartition.computeIfAbsent(sent.partition, p -> new ArrayList<>()).add(sent));
    List<RangeAppend> ranges = new ArrayList<>();
    byPartition.forEach(
        (partition, sent) -> {
          List<DataFile> files = files(table, sent, all);
          long last = sent.stream().mapToLong(Sent::offset).max().orElseThrow();
          String id = TOPIC + "/" + partition;
          Long before = held.put(partition, last);
          ranges.add(
              RangeAppend.of(
                  before == null
                      ? OffsetRange.startingChain(id, -1, last)
                      : OffsetRange.of(id, before, last),
                  files));
        });
    appender.append(ranges);
  }

  private List<DataFile> files(DeltaTable table, List<Sent> records, boolean all) {
    try (DataFileSink sink = new DataFileSink(table, "test")) {
      for (Sent sent : records) {
        if (all || seen.add(sent.eventId.strip())) {
          sink.write(
              row(table.definition(), sent, all), List.of("2025", Integer.toString(sent.month)));
        }
      }
      return sink.finish();
    }
  }

  private static GenericRecord row(TableDefinition definition, Sent sent, boolean asItCame) {
    LocalDateTime time = LocalDateTime.of(2025, sent.month, 3, 14, 30);
    GenericRecord row = new GenericData.Record(definition.fileSchema());
    row.put("event_id", asItCame ? sent.eventId : sent.eventId.strip());
    row.put("user_id", sent.userId);
    row.put("session_id", asItCame ? null : "unknown");
    row.put("brand", asItCame ? null : "unknown");
    row.put("device_type", asItCame ? null : "unknown");
    row.put("country", asItCame ? null : "unknown");
    row.put("category", "toys");
    row.put("sku_id", "sku");
    row.put("event_type", "purchase");
    row.put("event_ts", time.toEpochSecond(ZoneOffset.UTC) * 1_000_000);
    row.put("price", java.math.BigDecimal.valueOf(sent.cents, 2));
    row.put("quantity", 1);
    row.put("revenue", java.math.BigDecimal.valueOf(sent.cents, 2));
    row.put("kafka_partition", sent.partition);
    row.put("kafka_offset", sent.offset);
    row.put("kafka_ts", 1_000_000L * sent.offset);
    row.put("is_late_arrival", false);
    row.put("flink_latency_ms", 5L);
    if (!asItCame) {
      row.put("arrival", "on_time");
      row.put("time_of_day", "afternoon");
      row.put("is_weekend", time.getDayOfWeek().getValue() >= 6);
      row.put("event_date", (int) time.toLocalDate().toEpochDay());
    }
    return row;
  }

  /** Silver's rows as the records that they are of, and what makes them clean, sorted. */
  List<String> silverRows() {
    List<String> rows = new ArrayList<>();
    silver
        .snapshot()
        .scan(
            List.of(
                "event_id",
                "user_id",
                "kafka_partition",
                "kafka_offset",
                "event_month",
                "revenue",
                "session_id",
                "arrival",
                "time_of_day",
                "event_date"),
            RowFilter.all(),
            row -> {
              List<Object> values = new ArrayList<>();
              for (int i = 0; i < 10; i++) {
                values.add(row.getValue(i));
              }
              rows.add(values.toString());
            });
    rows.sort(Comparator.naturalOrder());
    return rows;
  }

  /** What silver's rows have to be if these are the records of bronze. */
  static List<String> lastVersions(List<Sent> records) {
    Map<String, Sent> last = new HashMap<>();
    records.forEach(
        sent ->
            last.merge(
                sent.eventId.strip(),
                sent,
                (one, other) -> one.offset > other.offset ? one : other));
    return last.values().stream()
        .map(
            sent -> {
              LocalDateTime time = LocalDateTime.of(2025, sent.month, 3, 14, 30);
              return List.<Object>of(
                      sent.eventId.strip(),
                      sent.userId,
                      sent.partition,
                      sent.offset,
                      sent.month,
                      java.math.BigDecimal.valueOf(sent.cents, 2),
                      "unknown",
                      "on_time",
                      "afternoon",
                      (int) time.toLocalDate().toEpochDay())
                  .toString();
            })
        .sorted()
        .toList();
  }
}
