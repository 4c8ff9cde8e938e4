package io.retaillake.pipelines.quarantine;

import com.google.common.primitives.Longs;
import io.retaillake.lakehouse.RowView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A row of {@code quarantine_events}, as far as its replay needs it; null where Kafka had null. */
record QuarantinedRecord(
    RecordPlace place,
    String topic,
    String step,
    String reason,
    Instant quarantinedAt,
    byte[] key,
    byte[] value) {

  static final List<String> COLUMNS =
      List.of(
          "kafka_partition",
          "kafka_offset",
          "kafka_topic",
          "step",
          "reason",
          "quarantined_at",
          "raw_key",
          "raw_value");

  static QuarantinedRecord of(RowView row) {
    return new QuarantinedRecord(
        new RecordPlace(row.getInt(0), row.getLong(1)),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Instant.EPOCH.plus(row.getLong(5), ChronoUnit.MICROS),
        row.getBinary(6),
        row.getBinary(7));
  }

  /** How many bytes it holds in memory, about. */
  long bytes() {
    return Longs.BYTES + (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
  }
}
