package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.books.Books;
import io.retaillake.pipelines.books.BooksReader;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.simulate.Pace;
import io.retaillake.pipelines.simulate.Simulation;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.simulate.SimulationReport;
import io.retaillake.pipelines.simulate.SimulationSender;
import io.retaillake.pipelines.witness.DeltaRs;
import io.retaillake.pipelines.witness.TableFacts;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One real topic, streamed on the DirectRunner and on embedded Flink, read by delta-rs. */
class StreamIT {

  private static final String TOPIC = "retail-events";
  private static final String FINAL_WINDOWS =
      "select window_start, category, max(events) as events,"
          + " max_by(revenue, events) as revenue, max_by(purchases, events) as purchases"
          + " from lake group by window_start, category";

  @TempDir private static Path folder;
  private static LocalKafka kafka;
  private static SimulationReport simulated;
  private static Path onDirect;
  private static Path onFlink;

  @BeforeAll
  static void streamOneTopicOnBothRunners() throws Exception {
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
    kafka.createTopic(TOPIC, 4);
    Simulation simulation = Simulation.of(SimulationOptions.defaults().withEvents(20_000));
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
      SimulationSender.sendAll(simulation, sender, Pace.perSecond(0), sent -> {}, () -> false);
    }
    simulated = simulation.report();
    onDirect = folder.resolve("on direct");
    onFlink = folder.resolve("on flink");
    stream("DirectRunner", onDirect);
    stream("FlinkRunner", onFlink);
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void bothRunnersWriteTheSameBronze() {
    assertSameRows(BronzeEvents.TABLE, "flink_latency_ms");
  }

  @Test
  void bothRunnersWriteTheSameSilver() {
    assertSameRows(SilverEvents.TABLE, "flink_latency_ms");
  }

  @Test
  void bothRunnersWriteTheSameQuarantine() {
    assertSameRows(QuarantineEvents.TABLE, "quarantined_at");
  }

  @Test
  void bothRunnersComeToTheSameFinalWindows() {
    DeltaRs.Comparison comparison =
        DeltaRs.open()
            .compareBySql(
                table(onDirect, RevenueWindows.TABLE),
                table(onFlink, RevenueWindows.TABLE),
                FINAL_WINDOWS);

    assertThat(comparison.equal()).as(comparison.toString()).isTrue();
  }

  @Test
  void theBooksBalanceAndShowWhatWasSimulated() {
    for (Path lakehouse : List.of(onDirect, onFlink)) {
      Books books = new BooksReader(lakehouse.toString()).read(simulated.records());

      assertThat(books.balances()).allMatch(balance -> balance.holds());
      assertThat(books.silver()).isEqualTo(simulated.events());
      assertThat(books.duplicates()).isEqualTo(simulated.duplicates());
      assertThat(books.quarantined()).isEqualTo(simulated.malformed());
      assertThat(books.late()).isEqualTo(simulated.late());
      assertThat(books.tooLate()).isEqualTo(simulated.tooLate());
      assertThat(books.silverRevenue().movePointRight(2).longValueExact())
          .isEqualTo(simulated.revenueCents());
    }
  }

  @Test
  void deltaRsReadsEveryTableAsWeDo() {
    for (TableDefinition definition :
        List.of(
            BronzeEvents.TABLE, SilverEvents.TABLE, QuarantineEvents.TABLE, RevenueWindows.TABLE)) {
      TableSnapshot ours = DeltaTable.open(onFlink.toString(), definition).snapshot();

      TableFacts theirs = DeltaRs.open().read(table(onFlink, definition), ledgerIds());

      assertThat(theirs.version()).isEqualTo(ours.version());
      assertThat(theirs.history()).isEqualTo(ours.version() + 1);
      assertThat(theirs.rows()).isEqualTo(ours.rowCount());
      assertThat(theirs.files()).isEqualTo(ours.files().size());
      assertThat(theirs.partitionColumns()).isEqualTo(definition.partitionColumns());
      assertThat(theirs.schema().stream().map(TableFacts.Field::name))
          .containsExactlyElementsOf(
              definition.columns().stream().map(column -> column.name()).toList());
      ours.ledgers().forEach((id, last) -> assertThat(theirs.ledger().get(id)).hasValue(last));
    }
  }

  @Test
  void deltaRsFindsTheSameRevenueInSilver() {
    TableFacts silver = DeltaRs.open().read(table(onDirect, SilverEvents.TABLE));

    assertThat(silver.sums().get("revenue").movePointRight(2).longValueExact())
        .isEqualTo(simulated.revenueCents());
  }

  @Test
  void deltaRsOpensOnlyTheFilesOfAPartition() {
    Path silver = table(onDirect, SilverEvents.TABLE);

    DeltaRs.Pruned march =
        DeltaRs.open().prune(silver, Map.of("event_year", "2025", "event_month", "3"));

    long rowsInMarch =
        Long.parseLong(
            DeltaRs.open()
                .query(
                    silver,
                    "select count(*) as n from lake where event_ts >= timestamptz"
                        + " '2025-03-01 00:00:00+00' and event_ts < timestamptz '2025-04-01"
                        + " 00:00:00+00'")
                .get(0)
                .get("n"));
    assertThat(march.rows()).isEqualTo(rowsInMarch).isPositive();
    assertThat(march.files())
        .isLessThan(
            DeltaTable.open(onDirect.toString(), SilverEvents.TABLE).snapshot().files().size());
  }

  @Test
  void streamingTheSameTopicAgainChangesNothing(@TempDir Path other) throws Exception {
    Path lakehouse = other.resolve("twice");
    stream("FlinkRunner", lakehouse);
    List<Long> versions = versions(lakehouse);

    stream("FlinkRunner", lakehouse);
    StreamRun again = stream("FlinkRunner", lakehouse, "--startFrom=EARLIEST");

    assertThat(versions(lakehouse)).isEqualTo(versions);
    assertThat(again.rowsSkipped()).isEqualTo(simulated.records() + simulated.events());
    assertThat(new BooksReader(lakehouse.toString()).read(simulated.records()).balance()).isTrue();
  }

  @Test
  void aMissingTopicIsToldBeforeAnythingIsMade(@TempDir Path other) {
    Path lakehouse = other.resolve("never");

    assertThatThrownBy(
            () ->
                StreamPipeline.run(
                    "--bootstrapServers=" + kafka.bootstrapServers(),
                    "--topic=no-such-topic",
                    "--lakehouse=" + lakehouse,
                    "--untilNow=true"))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.KAFKA));
    assertThat(lakehouse).doesNotExist();
  }

  @Test
  void aFolderThatHoldsSomethingElseIsLeftAlone(@TempDir Path other) throws IOException {
    Path taken = Files.createDirectories(other.resolve("bronze_events"));
    Files.writeString(taken.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> stream("DirectRunner", other)).hasMessageContaining("bronze_events");
    assertThat(taken.resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void anOptionThatMakesNoSenseIsToldBeforeAnyWork() {
    assertThatThrownBy(() -> stream("DirectRunner", folder.resolve("x"), "--fileInterval=soon"))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining("--fileInterval=soon");
  }

  private static StreamRun stream(String runner, Path lakehouse, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of(more));
    args.add("--runner=" + runner);
    args.add("--bootstrapServers=" + kafka.bootstrapServers());
    args.add("--topic=" + TOPIC);
    args.add("--lakehouse=" + lakehouse);
    args.add("--untilNow=true");
    return StreamPipeline.run(args.toArray(String[]::new));
  }

  private static void assertSameRows(TableDefinition definition, String... ignored) {
    DeltaRs.Comparison comparison =
        DeltaRs.open().compare(table(onDirect, definition), table(onFlink, definition), ignored);

    assertThat(comparison.equal()).as(comparison.toString()).isTrue();
  }

  private static List<Long> versions(Path lakehouse) {
    return List.of(BronzeEvents.TABLE, SilverEvents.TABLE, QuarantineEvents.TABLE).stream()
        .map(table -> DeltaTable.open(lakehouse.toString(), table).snapshot().version())
        .toList();
  }

  private static String[] ledgerIds() {
    return new String[] {TOPIC + "/0", TOPIC + "/1", TOPIC + "/2", TOPIC + "/3"};
  }

  private static Path table(Path lakehouse, TableDefinition definition) {
    return lakehouse.resolve(definition.name());
  }
}
