package io.retaillake.transforms.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableReplacer;
import io.retaillake.lakehouse.TableVacuum;
import io.retaillake.transforms.maintenance.EventLake.Sent;
import io.retaillake.transforms.maintenance.ForgetReceipt.Line;
import io.retaillake.transforms.tables.QuarantineEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForgetCustomerTest {
  private static final String ANN = "ann-4711";
  private static final String ANNA = "ann-47111";

  private static final TableDefinition SCORES =
      TableDefinition.builder("gold_scores")
          .column(Column.required("user_id", ColumnType.STRING, "Who"))
          .build();

  @TempDir Path folder;
  private EventLake lake;

  @BeforeEach
  void fill() {
    lake = new EventLake(folder.toString());
    lake.append(
        List.of(
            new Sent(0, 0, "a", ANN, 1, 1_000),
            new Sent(0, 1, "b", ANNA, 1, 2_000),
            new Sent(0, 2, "c", ANN, 3, 500),
            new Sent(0, 3, "a", ANN, 1, 1_000)));
    DeltaTable quarantine = DeltaTable.openOrCreate(folder.toString(), QuarantineEvents.TABLE);
    try (DataFileSink sink = new DataFileSink(quarantine, "test")) {
      sink.write(quarantined(0, ANN, "broken"), List.of());
      sink.write(quarantined(1, "key", "\u0010" + ANN + "x"), List.of());
      sink.write(quarantined(2, ANNA, "(" + ANNA + ")"), List.of());
      sink.write(quarantined(3, "key", "{\"user_id\":\"" + ANN + "\"}"), List.of());
      new io.retaillake.lakehouse.RowAppender(quarantine).append(sink.finish());
    }
    replaceScores(ANN, ANNA);
  }

  @Test
  void customerIsRemovedFromEveryTableAndNobodyElseIs() {
    ForgetReceipt receipt = forget().forget(" " + ANN + " ");

    assertThat(receipt.lines())
        .containsExactly(
            new Line("bronze_events", 3, 2),
            new Line("gold_scores", 1, 1),
            new Line("quarantine_events", 3, 1),
            new Line("silver_events", 2, 2));
    assertThat(receipt.toString()).doesNotContain(ANN);
    assertThat(users("bronze_events")).containsExactly(ANNA);
    assertThat(users("silver_events")).containsExactly(ANNA);
    assertThat(users("gold_scores")).containsExactly(ANNA);
    assertThat(rows("quarantine_events")).isEqualTo(1);
  }

  @Test
  void planRemovesNothing() {
    ForgetReceipt plan = forget().plan(ANN);

    assertThat(plan.rows()).isEqualTo(9);
    assertThat(rows("bronze_events")).isEqualTo(4);
    assertThat(DeltaTable.namesIn(folder.toString())).doesNotContain("forgotten_users");
    assertThat(ForgottenUsers.load(folder.toString()).contains(ANN)).isFalse();
  }

  @Test
  void afterVacuumTheIdIsInNoFileOfTheLakehouse() {
    assertThat(FileSearch.filesWith(folder, ANNA)).hasSizeGreaterThan(5);
    assertThat(FileSearch.filesWith(folder, ANN)).hasSizeGreaterThan(5);

    forget().forget(ANNA);
    forget().forget(ANN);
    for (String table : DeltaTable.namesIn(folder.toString())) {
      TableVacuum.of(DeltaTable.discover(folder.toString(), table))
          .withRetention(Duration.ZERO, true)
          .withUncommittedGrace(Duration.ZERO)
          .withClock(InstantSource.fixed(Instant.now().plusSeconds(2)))
          .run(files -> {});
    }

    assertThat(FileSearch.filesWith(folder, ANN)).isEmpty();
    assertThat(rows("bronze_events")).isZero();
  }

  @Test
  void listKnowsTheForgottenWithoutNamingThem() {
    forget().forget(ANN);

    ForgottenUsers forgotten = ForgottenUsers.load(folder.toString());
    assertThat(forgotten.contains(ANN)).isTrue();
    assertThat(forgotten.contains(" " + ANN)).isTrue();
    assertThat(forgotten.contains(ANNA)).isFalse();
    assertThat(forgotten.contains(null)).isFalse();
    assertThat(FileSearch.filesWith(folder.resolve("forgotten_users"), ANN)).isEmpty();
  }

  @Test
  void listOfTwoLakehousesHasNothingInCommon(@TempDir Path other) {
    new EventLake(other.toString());
    forget().forget(ANN);
    new ForgetCustomer(other.toString()).forget(ANN);

    assertThat(ForgottenUsers.load(folder.toString()).hash(ANN))
        .isNotEqualTo(ForgottenUsers.load(other.toString()).hash(ANN));
  }

  @Test
  void whatComesOfTheForgottenLaterIsRemovedWithoutTheIdBeingGivenAgain() {
    forget().forget(ANN);
    lake.append(List.of(new Sent(0, 4, "d", ANN, 5, 100), new Sent(0, 5, "e", "cleo", 5, 100)));
    replaceScores(ANN, "cleo");

    assertThat(forget().planAgain().rows()).isEqualTo(3);
    ForgetReceipt again = forget().forgetAgain();

    assertThat(again.rows()).isEqualTo(3);
    assertThat(users("silver_events")).containsExactly(ANNA, "cleo");
    assertThat(users("gold_scores")).containsExactly("cleo");
  }

  @Test
  void whatWasRemovedIsKnownForTheBooks() {
    forget().forget(ANN);

    ForgottenUsers.Removed removed = ForgottenUsers.removed(folder.toString());

    assertThat(removed.rows())
        .isEqualTo(
            Map.of(
                "bronze_events",
                3L,
                "quarantine_events",
                3L,
                "silver_events",
                2L,
                "gold_scores",
                1L));
    assertThat(removed.revenue()).isEqualByComparingTo("15.00");
  }

  private ForgetCustomer forget() {
    return new ForgetCustomer(folder.toString());
  }

  private void replaceScores(String... users) {
    DeltaTable scores = DeltaTable.openOrCreate(folder.toString(), SCORES);
    try (DataFileSink sink = new DataFileSink(scores, "test")) {
      for (String user : users) {
        GenericRecord row = new GenericData.Record(SCORES.fileSchema());
        row.put("user_id", user);
        sink.write(row, List.of());
      }
      new TableReplacer(scores).replace(sink.finish());
    }
  }

  private static GenericRecord quarantined(long offset, String key, String value) {
    GenericRecord row = new GenericData.Record(QuarantineEvents.TABLE.fileSchema());
    row.put("raw_key", ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)));
    row.put("raw_value", ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    row.put("kafka_topic", EventLake.TOPIC);
    row.put("kafka_partition", 0);
    row.put("kafka_offset", offset);
    row.put("kafka_ts", 1L);
    row.put("step", "decode");
    row.put("reason", "broken");
    row.put("quarantined_at", 1L);
    return row;
  }

  private List<String> users(String table) {
    List<String> users = new ArrayList<>();
    DeltaTable.discover(folder.toString(), table)
        .snapshot()
        .scan(List.of("user_id"), row -> users.add(row.getString(0)));
    return users.stream().sorted().toList();
  }

  private long rows(String table) {
    return DeltaTable.discover(folder.toString(), table).snapshot().rowCount();
  }
}
