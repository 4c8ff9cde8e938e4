package io.retaillake.pipelines.quarantine;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.RowView;
import io.retaillake.pipelines.quarantine.QuarantineReplays.Progress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Knows which records of a topic's quarantine have gone back, from {@link QuarantineReplays}. One
 * process at a time; {@link ReplayQuarantine} sees to that. Not thread-safe.
 */
final class ReplayLedger {

  private static final Schema FILE_SCHEMA = QuarantineReplays.TABLE.fileSchema();
  private static final List<String> COLUMNS =
      List.of("kafka_topic", "kafka_partition", "kafka_offset", "batch", "progress", "topic_end");

  private final DeltaTable table;
  private final RowAppender appender;
  private final String topic;
  private final Set<RecordPlace> sent = new HashSet<>();
  private final Map<Entry, Long> open = new HashMap<>();

  private ReplayLedger(DeltaTable table, String topic) {
    this.table = table;
    this.appender = new RowAppender(table);
    this.topic = topic;
  }

  /** A record's place, and the batch in which it was to go back. */
  record Entry(String batch, RecordPlace place) {}

  /**
   * Reads the ledger of this topic, which begins empty.
   *
   * @throws LakehouseException if the table can't be made or read
   */
  static ReplayLedger open(String lakehouse, String topic) {
    ReplayLedger ledger =
        new ReplayLedger(DeltaTable.openOrCreate(lakehouse, QuarantineReplays.TABLE), topic);
    Set<Entry> closed = new HashSet<>();
    ledger.table.snapshot().scan(COLUMNS, row -> ledger.read(row, closed));
    ledger.open.keySet().removeAll(closed);
    return ledger;
  }

  private void read(RowView row, Set<Entry> closed) {
    if (!row.getString(0).equals(topic)) {
      return;
    }
    Entry entry = new Entry(row.getString(3), new RecordPlace(row.getInt(1), row.getLong(2)));
    switch (Progress.valueOf(row.getString(4).toUpperCase(Locale.ROOT))) {
      case SENDING -> open.put(entry, row.getLong(5));
      case SENT -> {
        sent.add(entry.place());
        closed.add(entry);
      }
      case NOT_SENT -> closed.add(entry);
    }
  }

  /** True if the record has gone back. */
  boolean isSent(RecordPlace place) {
    return sent.contains(place);
  }

  /**
   * Records that were to go back when a process ended, and may have or not, with the end that their
   * partition had before.
   */
  Map<Entry, Long> open() {
    return Map.copyOf(open);
  }

  /** Notes, before they are sent, that these records go back. */
  void begin(Collection<Entry> entries, Map<Integer, Long> topicEnds) {
    for (Entry entry : entries) {
      open.put(entry, topicEnds.get(entry.place().partition()));
    }
    write(entries, Progress.SENDING);
  }

  /** Notes that these records are on the topic. */
  void sent(Collection<Entry> entries) {
    close(entries, Progress.SENT);
    entries.forEach(entry -> sent.add(entry.place()));
  }

  /** Notes that these records are not on the topic. */
  void notSent(Collection<Entry> entries) {
    close(entries, Progress.NOT_SENT);
  }

  private void close(Collection<Entry> entries, Progress progress) {
    write(entries, progress);
    open.keySet().removeAll(Set.copyOf(entries));
  }

  private void write(Collection<Entry> entries, Progress progress) {
    if (entries.isEmpty()) {
      return;
    }
    long nowMicros = System.currentTimeMillis() * 1_000;
    try (DataFileSink sink = new DataFileSink(table, "replays")) {
      entries.forEach(entry -> sink.write(row(entry, progress, nowMicros), List.of()));
      appender.append(sink.finish());
    }
  }

  private GenericRecord row(Entry entry, Progress progress, long nowMicros) {
    GenericRecord row = new GenericData.Record(FILE_SCHEMA);
    row.put("kafka_topic", topic);
    row.put("kafka_partition", entry.place().partition());
    row.put("kafka_offset", entry.place().offset());
    row.put("batch", entry.batch());
    row.put("progress", progress.name().toLowerCase(Locale.ROOT));
    row.put("topic_end", open.get(entry));
    row.put("noted_at", nowMicros);
    return row;
  }
}
