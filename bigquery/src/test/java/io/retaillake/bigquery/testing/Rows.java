package io.retaillake.bigquery.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** Rows of the warehouse's tables, with defaults for what a test does not care about. */
public final class Rows {

  private Rows() {}

  /** An event of silver at this time; {@code more} are column names and values by turns. */
  public static Map<String, Object> silver(
      String id, String user, String type, String time, Object... more) {
    Instant at = Instant.parse(time);
    LocalDate day = at.atZone(ZoneOffset.UTC).toLocalDate();
    Map<String, Object> row = new HashMap<>();
    row.put("event_id", id);
    row.put("user_id", user);
    row.put("session_id", user + "-" + day);
    row.put("sku_id", "sku");
    row.put("category", "Books");
    row.put("event_type", type);
    row.put("event_ts", at);
    row.put("device_type", "mobile");
    row.put("country", "US");
    row.put("kafka_partition", 0);
    row.put("kafka_offset", 0);
    row.put("kafka_ts", at.plusMillis(500));
    row.put("is_late_arrival", false);
    row.put("flink_latency_ms", 100);
    row.put("arrival", "on_time");
    row.put("time_of_day", "morning");
    row.put("is_weekend", false);
    row.put("event_date", day);
    row.put("event_year", day.getYear());
    row.put("event_month", day.getMonthValue());
    return with(row, more);
  }

  /** A firing of a one-minute window. */
  public static Map<String, Object> window(
      String start, String category, String revenue, long events, String timing, String emitted) {
    Instant at = Instant.parse(start);
    return with(
        new HashMap<>(),
        "window_start",
        at,
        "window_end",
        at.plusSeconds(60),
        "category",
        category,
        "revenue",
        revenue,
        "purchases",
        events,
        "events",
        events,
        "pane_timing",
        timing,
        "emitted_at",
        Instant.parse(emitted));
  }

  /** The row with these values put in: column names and values by turns. */
  public static Map<String, Object> with(Map<String, Object> row, Object... more) {
    for (int i = 0; i < more.length; i += 2) {
      row.put((String) more[i], more[i + 1]);
    }
    return row;
  }
}
