package io.retaillake.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.witness.DeltaRs;
import io.retaillake.pipelines.witness.DeltaRs.Comparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream that is killed and halted again and again, against one over the same topic that was left
 * alone. {@code -Dcrash.events}, {@code -Dcrash.kills} and {@code -Dcrash.seed} make it another
 * size; see docs/crash-tests.md.
 */
class CrashIT {

  private static final String TOPIC = "retail-events";
  private static final int PARTITIONS = 4;
  private static final long EVENTS = Long.getLong("crash.events", 20_000);
  private static final int CRASHES = Integer.getInteger("crash.kills", 4);
  private static final long SEED = Long.getLong("crash.seed", 42);

  /** A window's row with the most events is its truth; should two differ, both are shown. */
  private static final String FINAL_WINDOWS =
      """
      select distinct window_start, window_end, category, revenue, purchases, events
      from lake
      qualify rank() over (partition by window_start, category order by events desc) = 1
      """;

  private final DeltaRs deltaRs = DeltaRs.open();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void tablesOfAStreamThatCrashedEqualThoseOfOneThatDidNot() throws Exception {
    Path crashed = folder.resolve("crashed");
    Path undisturbed = folder.resolve("undisturbed");
    SortedMap<Integer, Long> endOffsets;
    List<CrashReport> reports;
    SimulationOptions shop =
        SimulationOptions.defaults()
            .withEvents(EVENTS)
            .withSeed(SEED)
            .withPartitions(PARTITIONS)
            // Many, so that some retries come on the other side of a restart than what they repeat.
            .withDuplicateShare(0.2)
            .withMalformedShare(0.01);
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary());
        Topics topics = Topics.at(kafka.bootstrapServers())) {
      topics.ensure(TOPIC, PARTITIONS);
      try (EventFeed feed = new EventFeed(kafka.bootstrapServers(), TOPIC, shop)) {
        reports = crash(kafka, feed, topics, crashed);
      }
      endOffsets = topics.endOffsets(TOPIC);
      runUndisturbed(kafka, undisturbed);
    }

    assertEqual(crashed, undisturbed, "bronze_events", "select * from lake");
    assertEqual(crashed, undisturbed, "silver_events", "select * from lake");
    assertEqual(crashed, undisturbed, "quarantine_events", "select * from lake");
    assertEqual(crashed, undisturbed, "gold_revenue_windows", FINAL_WINDOWS);
    assertThat(rows(crashed, "bronze_events") + rows(crashed, "quarantine_events"))
        .as("rows of bronze and quarantine, for records of the topic")
        .isEqualTo(endOffsets.values().stream().mapToLong(Long::longValue).sum());
    assertThat(reports).hasSize(CRASHES);
    assertThat(faults(reports)).containsAll(someOf(Fault.values()));
    assertThat(restarts(reports)).containsAll(someOf(Restart.values()));
  }

  private List<CrashReport> crash(LocalKafka kafka, EventFeed feed, Topics topics, Path lakehouse)
      throws IOException, InterruptedException {
    LakehouseView tables = new LakehouseView(lakehouse, TOPIC);
    List<String> arguments = new ArrayList<>(arguments(kafka, lakehouse));
    // The closing events bring the watermark to its end; a stall of the machine must not.
    arguments.addAll(List.of("--idleAfter=1h", "--fileInterval=500ms", "--commitInterval=200ms"));
    CrashingStream stream =
        new CrashingStream(
            Files.createDirectories(folder.resolve("stream")),
            arguments,
            feed,
            tables,
            PARTITIONS,
            SEED);
    List<CrashReport> reports = new ArrayList<>();
    System.out.printf(
        "%,d events, %d crashes, seed %d, logs in %s%n", EVENTS, CRASHES, SEED, folder);
    for (Crash crash : Crash.plan(CRASHES, SEED)) {
      CrashReport report = stream.crash(crash, EVENTS / (CRASHES + 1));
      System.out.println(report);
      reports.add(report);
    }
    feed.finish();
    stream.comeThrough(topics.endOffsets(TOPIC));
    return reports;
  }

  private void runUndisturbed(LocalKafka kafka, Path lakehouse) throws InterruptedException {
    List<String> arguments = new ArrayList<>(arguments(kafka, lakehouse));
    arguments.add("--untilNow=true");
    try (StreamProcess stream =
        StreamProcess.start(folder.resolve("undisturbed.log"), List.of(), arguments)) {
      assertThat(stream.ended(600_000)).as("ended in time").isTrue();
      assertThat(stream.exitCode()).as(stream::logTail).isZero();
    }
  }

  private static List<String> arguments(LocalKafka kafka, Path lakehouse) {
    return List.of(
        "--bootstrapServers=" + kafka.bootstrapServers(),
        "--topic=" + TOPIC,
        "--lakehouse=" + lakehouse);
  }

  private void assertEqual(Path crashed, Path undisturbed, String table, String sql) {
    Comparison comparison =
        deltaRs.compareBySql(
            crashed.resolve(table),
            undisturbed.resolve(table),
            sql,
            "flink_latency_ms",
            "quarantined_at");
    System.out.printf(
        "%-22s %,9d rows, %,9d without crashes; %d and %d differ%n",
        table,
        comparison.leftRows(),
        comparison.rightRows(),
        comparison.onlyLeft(),
        comparison.onlyRight());
    assertThat(comparison.leftRows()).as("rows of %s", table).isPositive();
    assertThat(comparison.equal())
        .as(
            "%s%n only with crashes: %s%n only without: %s",
            table, comparison.examplesLeft(), comparison.examplesRight())
        .isTrue();
  }

  private long rows(Path lakehouse, String table) {
    return deltaRs.read(lakehouse.resolve(table)).rows();
  }

  private static Set<Fault> faults(List<CrashReport> reports) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    reports.forEach(report -> faults.add(report.crash().fault()));
    return faults;
  }

  private static Set<Restart> restarts(List<CrashReport> reports) {
    Set<Restart> restarts = EnumSet.noneOf(Restart.class);
    reports.forEach(report -> restarts.add(report.next()));
    return restarts;
  }

  /** What a run of this size is sure to come by. */
  private static <T> List<T> someOf(T[] kinds) {
    return Arrays.asList(kinds).subList(0, Math.min(kinds.length, CRASHES));
  }
}
