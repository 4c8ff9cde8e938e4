package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A lakehouse as the stream leaves it, made without one: many small files, a tenth of the events
 * sent twice, some records in quarantine, windows that fired several times.
 */
final class SmallLakehouse {
  static final String USER = "user-17";

  private static final int MONTHS = 4;
  private static final int USERS = 60;

  private final String lakehouse;
  private final Random random = new Random(42);
  private final Set<String> seen = new HashSet<>();
  private final LedgeredAppender bronze;
  private final LedgeredAppender silver;
  private final LedgeredAppender quarantine;
  private long nextOffset;

  SmallLakehouse(Path lakehouse) {
    this.lakehouse = lakehouse.toString();
    bronze = new LedgeredAppender(open(BronzeEvents.TABLE));
    silver = new LedgeredAppender(open(SilverEvents.TABLE));
    quarantine = new LedgeredAppender(open(QuarantineEvents.TABLE));
    open(RevenueWindows.TABLE);
  }

  /** Appends commits of so many records to each table, as the stream does. */
  void append(int commits, int records) {
    for (int i = 0; i < commits; i++) {
      append(records);
    }
  }

  private void append(int records) {
    long before = nextOffset - 1;
    List<GenericRecord> events = new ArrayList<>();
    List<GenericRecord> bad = new ArrayList<>();
    List<String> firsts = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      if (random.nextInt(50) == 0) {
        bad.add(quarantined());
      } else {
        GenericRecord event = event();
        events.add(event);
        firsts.add(seen.add((String) event.get("event_id")) ? "" : null);
      }
      nextOffset++;
    }
    OffsetRange range =
        before < 0
            ? OffsetRange.startingChain("retail-events/0", before, nextOffset - 1)
            : OffsetRange.of("retail-events/0", before, nextOffset - 1);
    bronze.append(List.of(RangeAppend.of(range, files(BronzeEvents.TABLE, events))));
    silver.append(List.of(RangeAppend.of(range, silverFiles(events, firsts))));
    quarantine.append(List.of(RangeAppend.of(range, files(QuarantineEvents.TABLE, bad))));
    new RowAppender(open(RevenueWindows.TABLE)).append(windows());
  }

  private GenericRecord event() {
    GenericRecord row = new GenericData.Record(BronzeEvents.TABLE.fileSchema());
    boolean again = random.nextInt(10) == 0 && nextOffset > 50;
    long event = again ? random.nextInt((int) nextOffset - 20) : nextOffset;
    long day = LocalDate.of(2025, 1 + (int) (event % MONTHS), 1 + (int) (event % 27)).toEpochDay();
    row.put("event_id", "event-" + event);
    row.put("user_id", "user-" + event % USERS);
    row.put("category", "toys");
    row.put("event_type", "purchase");
    row.put("event_ts", (day * 86_400 + event % 86_000) * 1_000_000);
    row.put("quantity", 1);
    row.put("price", money(random.nextInt(10_000)));
    row.put("revenue", row.get("price"));
    row.put("kafka_partition", 0);
    row.put("kafka_offset", nextOffset);
    row.put("kafka_ts", nextOffset * 1_000);
    row.put("is_late_arrival", false);
    row.put("flink_latency_ms", 3L);
    return row;
  }

  private GenericRecord quarantined() {
    GenericRecord row = new GenericData.Record(QuarantineEvents.TABLE.fileSchema());
    byte[] key = ("user-" + nextOffset % USERS).getBytes(StandardCharsets.UTF_8);
    row.put("raw_key", ByteBuffer.wrap(key));
    row.put("raw_value", ByteBuffer.wrap(new byte[] {1, 2, 3}));
    row.put("kafka_topic", "retail-events");
    row.put("kafka_partition", 0);
    row.put("kafka_offset", nextOffset);
    row.put("kafka_ts", 1L);
    row.put("step", "decode");
    row.put("reason", "broken");
    row.put("quarantined_at", 1L);
    return row;
  }

  private List<DataFile> windows() {
    List<GenericRecord> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long minute = random.nextInt(40);
      long events = 1 + random.nextInt(30);
      GenericRecord row = new GenericData.Record(RevenueWindows.TABLE.fileSchema());
      row.put("window_start", minute * 60_000_000);
      row.put("window_end", (minute + 1) * 60_000_000);
      row.put("category", "toys");
      row.put("revenue", money(events * 100));
      row.put("purchases", events);
      row.put("events", events);
      row.put("pane_timing", "LATE");
      row.put("emitted_at", events);
      rows.add(row);
    }
    return files(RevenueWindows.TABLE, rows);
  }

  private List<DataFile> files(TableDefinition definition, List<GenericRecord> rows) {
    try (DataFileSink sink = new DataFileSink(open(definition), "test")) {
      rows.forEach(row -> sink.write(row, partition(definition, row)));
      return sink.finish();
    }
  }

  private List<DataFile> silverFiles(List<GenericRecord> events, List<String> firsts) {
    SilverEvents.FromBronze refined = new SilverEvents.FromBronze();
    try (DataFileSink sink = new DataFileSink(open(SilverEvents.TABLE), "test")) {
      for (int i = 0; i < events.size(); i++) {
        if (firsts.get(i) != null) {
          refined.write(new AvroView(events.get(i)), "on_time", sink::write);
        }
      }
      return sink.finish();
    }
  }

  private static List<String> partition(TableDefinition definition, GenericRecord row) {
    if (definition.partitionColumns().isEmpty()) {
      return List.of();
    }
    LocalDate day =
        LocalDate.ofEpochDay(Math.floorDiv((Long) row.get("event_ts"), 86_400_000_000L));
    return List.of("" + day.getYear(), "" + day.getMonthValue());
  }

  private static BigDecimal money(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  private DeltaTable open(TableDefinition definition) {
    return DeltaTable.openOrCreate(lakehouse, definition);
  }

  /** All rows of a version of a table as text, sorted, by the table's own log. */
  static List<String> rows(Path lakehouse, String table, long... version) {
    DeltaTable delta = DeltaTable.discover(lakehouse.toString(), table);
    TableSnapshot snapshot = version.length == 0 ? delta.snapshot() : delta.snapshotAt(version[0]);
    List<String> columns = delta.definition().columns().stream().map(c -> c.name()).toList();
    List<String> rows = new ArrayList<>();
    snapshot.scan(
        columns,
        row -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < columns.size(); i++) {
            Object value = row.getValue(i);
            text.append(
                    value instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : value)
                .append('|');
          }
          rows.add(text.toString());
        });
    rows.sort(null);
    return rows;
  }

  /** The rows of all tables. */
  static TreeMap<String, List<String>> rows(Path lakehouse) {
    TreeMap<String, List<String>> rows = new TreeMap<>();
    for (String table : DeltaTable.namesIn(lakehouse.toString())) {
      rows.put(table, rows(lakehouse, table));
    }
    return rows;
  }

  /** A record as a scan of bronze's columns would give it. */
  private record AvroView(GenericRecord row) implements RowView {
    @Override
    public boolean isNull(int column) {
      return row.get(column) == null;
    }

    @Override
    public String getString(int column) {
      return (String) row.get(column);
    }

    @Override
    public long getLong(int column) {
      return (Long) row.get(column);
    }

    @Override
    public int getInt(int column) {
      return (Integer) row.get(column);
    }

    @Override
    public boolean getBoolean(int column) {
      return (Boolean) row.get(column);
    }

    @Override
    public double getDouble(int column) {
      return (Double) row.get(column);
    }

    @Override
    public BigDecimal getDecimal(int column) {
      return (BigDecimal) row.get(column);
    }

    @Override
    public byte[] getBinary(int column) {
      throw new UnsupportedOperationException("bronze has no bytes");
    }

    @Override
    public Object getValue(int column) {
      return row.get(column);
    }
  }
}
