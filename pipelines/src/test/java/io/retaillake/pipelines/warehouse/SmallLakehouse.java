package io.retaillake.pipelines.warehouse;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A lakehouse with purchases in silver, a cent more each. */
public final class SmallLakehouse {

  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private SmallLakehouse() {}

  /** Appends the purchases from first to last, in January 2024, in one commit. */
  public static void append(Path lakehouse, int first, int last) {
    DeltaTable silver = DeltaTable.openOrCreate(lakehouse.toString(), SilverEvents.TABLE);
    try (DataFileSink sink = new DataFileSink(silver, "test")) {
      for (int i = first; i <= last; i++) {
        sink.write(row(i), List.of("2024", "1"));
      }
      new RowAppender(silver).append(sink.finish());
    }
  }

  private static GenericRecord row(int number) {
    Schema schema = SilverEvents.TABLE.fileSchema();
    Instant at = START.plusSeconds(number);
    GenericRecord row = new GenericData.Record(schema);
    row.put("event_id", "e" + number);
    row.put("user_id", "u" + number % 10);
    row.put("session_id", "s" + number);
    row.put("category", number % 2 == 0 ? "Books, \"old\"" : "Toys");
    row.put("event_type", "purchase");
    row.put("event_ts", ChronoUnit.MICROS.between(Instant.EPOCH, at));
    row.put("revenue", cents(number));
    row.put("kafka_partition", 0);
    row.put("kafka_offset", (long) number);
    row.put("kafka_ts", ChronoUnit.MICROS.between(Instant.EPOCH, at));
    row.put("is_late_arrival", false);
    row.put("flink_latency_ms", 5L);
    row.put("arrival", "on_time");
    row.put("time_of_day", "night");
    row.put("is_weekend", false);
    row.put("event_date", (int) (at.getEpochSecond() / 86_400));
    return row;
  }

  private static GenericData.Fixed cents(int cents) {
    Schema fixed = SilverEvents.TABLE.fileSchema().getField("revenue").schema().getTypes().get(1);
    long unscaled = BigDecimal.valueOf(cents, 2).unscaledValue().longValueExact();
    return new GenericData.Fixed(fixed, ByteBuffer.allocate(Long.BYTES).putLong(unscaled).array());
  }
}
