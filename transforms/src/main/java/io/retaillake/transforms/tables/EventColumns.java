package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowView;
import io.retaillake.transforms.event.RetailEvent;
import java.util.List;

/**
 * The columns that bronze and silver share, in their order: the event's thirteen, then where and
 * when its record was met.
 */
final class EventColumns {

  static final String PARTITION = "kafka_partition";
  static final String OFFSET = "kafka_offset";
  static final String EVENT_ID = "event_id";
  static final String EVENT_TS = "event_ts";

  /** The event's own columns. */
  static final List<Column> OF_EVENT =
      List.of(
          Column.required(EVENT_ID, ColumnType.STRING, "Identifies the event; a retry repeats it")
              .ofDistinctValues(),
          Column.required("user_id", ColumnType.STRING, "The customer"),
          Column.optional("session_id", ColumnType.STRING, "The visit"),
          Column.optional("sku_id", ColumnType.STRING, "The article"),
          Column.optional("category", ColumnType.STRING, "The article's category"),
          Column.optional("brand", ColumnType.STRING, "The article's brand"),
          Column.required("event_type", ColumnType.STRING, "What the customer did"),
          Column.required(EVENT_TS, ColumnType.TIMESTAMP, "When it happened, UTC")
              .ofDistinctValues(),
          Column.optional("price", ColumnType.DECIMAL, "USD a piece"),
          Column.optional("quantity", ColumnType.INT, "Pieces"),
          Column.optional("revenue", ColumnType.DECIMAL, "USD; negative for a return"),
          Column.optional("device_type", ColumnType.STRING, "What the customer used"),
          Column.optional("country", ColumnType.STRING, "ISO 3166 alpha-2"));

  /** Where and when the record was met. */
  static final List<Column> OF_RECORD =
      List.of(
          Column.required(PARTITION, ColumnType.INT, "The record's partition"),
          Column.required(OFFSET, ColumnType.LONG, "The record's offset").ofDistinctValues(),
          Column.required("kafka_ts", ColumnType.TIMESTAMP, "Kafka's time of the record"),
          Column.required(
              "is_late_arrival", ColumnType.BOOLEAN, "Behind its partition's watermark"),
          Column.required(
              "flink_latency_ms",
              ColumnType.LONG,
              "Measured: from Kafka's time of the record to when it was judged"));

  /** The partition columns: year and month of the event, UTC. */
  static final List<Column> OF_PARTITION =
      List.of(
          Column.required("event_year", ColumnType.INT, "Year of event_ts, UTC"),
          Column.required("event_month", ColumnType.INT, "Month of event_ts, UTC, 1 to 12"));

  private EventColumns() {}

  /** The event of a row whose projection begins with {@link #OF_EVENT}. */
  static RetailEvent event(RowView row) {
    int i = 0;
    return RetailEvent.builder()
        .setEventId(row.getString(i++))
        .setUserId(row.getString(i++))
        .setSessionId(row.getString(i++))
        .setSkuId(row.getString(i++))
        .setCategory(row.getString(i++))
        .setBrand(row.getString(i++))
        .setEventType(row.getString(i++))
        .setEventTsMicros(row.getLong(i++))
        .setPrice(row.getDecimal(i++))
        .setQuantity((Integer) row.getValue(i++))
        .setRevenue(row.getDecimal(i++))
        .setDeviceType(row.getString(i++))
        .setCountry(row.getString(i))
        .build();
  }
}
