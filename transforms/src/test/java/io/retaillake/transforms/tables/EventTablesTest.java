package io.retaillake.transforms.tables;

import static io.retaillake.transforms.admission.Records.BROKER_MILLIS;
import static io.retaillake.transforms.admission.Records.NOON;
import static io.retaillake.transforms.admission.Records.RULES;
import static io.retaillake.transforms.admission.Records.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmittedHistory;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.PartitionJudge;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.delta.TableFiles;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bronze, silver and quarantine to the value. */
class EventTablesTest {

  private static final RetailEvent PURCHASE =
      Records.purchase("  event-1 ", 0.001, " toys", 1_999).toBuilder()
          .setSessionId(" ")
          .setCountry("DE")
          .build();

  @TempDir private Path folder;

  @Test
  void bronzeHoldsAnEventAsItCame() {
    append(BronzeEvents.TABLE, new BronzeEvents.Rows(RULES), admitted(PURCHASE));

    assertThat(Scans.rows(folder.toString(), BronzeEvents.TABLE))
        .containsExactly(
            row(
                event(
                    "event_id", "  event-1 ",
                    "session_id", " ",
                    "category", " toys",
                    "brand", null,
                    "device_type", null),
                record(),
                Map.of("event_year", 2026, "event_month", 3)));
  }

  @Test
  void silverHoldsItClean() {
    append(SilverEvents.TABLE, new SilverEvents.Rows(RULES), admitted(PURCHASE));

    Map<String, Object> refined = new LinkedHashMap<>();
    refined.put("arrival", "on_time");
    refined.put("time_of_day", "afternoon");
    refined.put("is_weekend", true);
    refined.put("event_date", (int) LocalDate.parse("2026-03-14").toEpochDay());
    refined.put("event_year", 2026);
    refined.put("event_month", 3);
    assertThat(Scans.rows(folder.toString(), SilverEvents.TABLE))
        .containsExactly(
            row(
                event(
                    "event_id", "event-1",
                    "session_id", "unknown",
                    "category", "toys",
                    "brand", "unknown",
                    "device_type", "unknown"),
                record(),
                refined));
  }

  @Test
  void duplicatesAreInBronzeOnlyAndLateOnesAreMarked() {
    AdmittedRange range =
        admitted(
            Records.view("a", 100),
            Records.view("a", 100),
            Records.view("b", 90),
            Records.view("c", 30));
    append(BronzeEvents.TABLE, new BronzeEvents.Rows(RULES), range);
    append(SilverEvents.TABLE, new SilverEvents.Rows(RULES), range);

    assertThat(Scans.rows(folder.toString(), BronzeEvents.TABLE))
        .extracting(row -> row.get("kafka_offset") + " " + row.get("is_late_arrival"))
        .containsExactly("42 false", "43 false", "44 true", "45 true");
    assertThat(Scans.rows(folder.toString(), SilverEvents.TABLE))
        .extracting(
            row -> row.get("event_id") + " " + row.get("arrival") + " " + row.get("revenue"))
        .containsExactly("a on_time 0.00", "b late 0.00", "c too_late 0.00");
  }

  @Test
  void rowsLieInTheMonthOfTheirEvent() {
    append(
        BronzeEvents.TABLE,
        new BronzeEvents.Rows(RULES),
        admitted(Records.view("a", -20 * 86_400), Records.view("b", 0), Records.view("c", -1)));

    assertThat(DeltaTable.open(folder.toString(), BronzeEvents.TABLE).snapshot().files())
        .extracting(file -> file.partitionValues() + " " + file.rowCount())
        .containsExactlyInAnyOrder(
            "{event_month=2, event_year=2026} 1", "{event_month=3, event_year=2026} 2");
  }

  @Test
  void quarantineHoldsARecordsBytesItsPlaceAndTheReason() {
    Frame.Builder frame = Frame.builder(TOPIC, 1);
    frame.add(42, BROKER_MILLIS, new byte[] {7}, new byte[] {0, -1, 65});
    frame.add(43, Long.MAX_VALUE, null, null);
    append(QuarantineEvents.TABLE, new QuarantineEvents.Rows(), admitted(frame.build()));

    List<Map<String, Object>> rows = Scans.rows(folder.toString(), QuarantineEvents.TABLE);
    assertThat(rows).hasSize(2);
    assertThat((byte[]) rows.get(0).get("raw_key")).containsExactly(7);
    assertThat((byte[]) rows.get(0).get("raw_value")).containsExactly(0, -1, 65);
    assertThat(rows.get(0))
        .containsEntry("kafka_topic", TOPIC)
        .containsEntry("kafka_partition", 1)
        .containsEntry("kafka_offset", 42L)
        .containsEntry("kafka_ts", BROKER_MILLIS * 1_000)
        .containsEntry("step", "decode")
        .containsEntry("reason", "truncated record before its schema id ends")
        .containsEntry("quarantined_at", PartitionJudge.JUDGED_AT_MILLIS * 1_000);
    assertThat(rows.get(1))
        .containsEntry("raw_key", null)
        .containsEntry("raw_value", null)
        .containsEntry("kafka_offset", 43L)
        .containsEntry("kafka_ts", 253_402_300_799_999_000L)
        .containsEntry("reason", "the record has no value");
  }

  /** The event's columns, but for these. */
  private static Map<String, Object> event(Object... changes) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("event_id", null);
    columns.put("user_id", "user-1");
    columns.put("session_id", null);
    columns.put("sku_id", "SKU-1");
    columns.put("category", null);
    columns.put("brand", null);
    columns.put("event_type", "purchase");
    columns.put("event_ts", NOON * 1_000 + 1_000);
    columns.put("price", new BigDecimal("19.99"));
    columns.put("quantity", 1);
    columns.put("revenue", new BigDecimal("19.99"));
    columns.put("device_type", null);
    columns.put("country", "DE");
    for (int i = 0; i < changes.length; i += 2) {
      columns.put((String) changes[i], changes[i + 1]);
    }
    return columns;
  }

  private static Map<String, Object> record() {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("kafka_partition", 1);
    columns.put("kafka_offset", 42L);
    columns.put("kafka_ts", BROKER_MILLIS * 1_000);
    columns.put("is_late_arrival", false);
    columns.put("flink_latency_ms", PartitionJudge.JUDGED_AT_MILLIS - BROKER_MILLIS);
    return columns;
  }

  @SafeVarargs
  private static Map<String, Object> row(Map<String, Object>... parts) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (Map<String, Object> part : parts) {
      row.putAll(part);
    }
    return row;
  }

  private static AdmittedRange admitted(RetailEvent... events) {
    return admitted(Records.frame(1, 42, events));
  }

  private static AdmittedRange admitted(Frame frame) {
    PartitionJudge judge =
        PartitionJudge.startingAt(frame.firstOffset(), RULES, AdmittedHistory.none(), 1);
    judge.judge(frame, (category, millis, sum) -> {});
    return judge.handOn().orElseThrow();
  }

  private void append(
      TableDefinition definition, RowMapper<AdmittedRange> rows, AdmittedRange range) {
    DeltaTable table = DeltaTable.openOrCreate(folder.toString(), definition);
    new LedgeredAppender(table)
        .append(
            List.of(RangeAppend.of(range.range(), TableFiles.write(table, rows, List.of(range)))));
  }
}
