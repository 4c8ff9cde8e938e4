package io.retaillake.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.stream.StreamPipeline;
import io.retaillake.pipelines.witness.DeltaRs;
import io.retaillake.pipelines.witness.DeltaRs.Comparison;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of the last release, restored by this one with another parallelism. A step or state
 * that was renamed, a coder or a part of the Kafka source that is written otherwise, fails here.
 */
class UpgradeIT {

  private static final String LAST_RELEASE = "/upgrade/savepoint-0.1.0";

  private static final String FINAL_WINDOWS =
      """
      select distinct window_start, window_end, category, revenue, purchases, events
      from lake
      qualify rank() over (partition by window_start, category order by events desc) = 1
      """;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void aSavepointOfTheLastReleaseGoesOnWithAnotherParallelismAsIfNothingHadHappened()
      throws Exception {
    Path upgraded = folder.resolve("upgraded");
    Path undisturbed = folder.resolve("undisturbed");
    try (LocalKafka kafka =
            LocalKafka.start(LocalKafkaOptions.temporary().withPort(UpgradeScenario.BROKER_PORT));
        Topics topics = Topics.at(kafka.bootstrapServers())) {
      topics.ensure(UpgradeScenario.TOPIC, UpgradeScenario.PARTITIONS);
      try (EventFeed feed =
          new EventFeed(kafka.bootstrapServers(), UpgradeScenario.TOPIC, UpgradeScenario.shop())) {
        feed.send(UpgradeScenario.RECORDED);
        streamUntilNow(upgraded);
        feed.finish();
      }
      restore(upgraded, topics.endOffsets(UpgradeScenario.TOPIC));
      streamUntilNow(undisturbed);
    }

    assertEqual(upgraded, undisturbed, "bronze_events", "select * from lake");
    assertEqual(upgraded, undisturbed, "silver_events", "select * from lake");
    assertEqual(upgraded, undisturbed, "quarantine_events", "select * from lake");
    assertEqual(upgraded, undisturbed, "gold_revenue_windows", FINAL_WINDOWS);
  }

  /** The tables as the last release left them. */
  private static void streamUntilNow(Path lakehouse) throws Exception {
    List<String> arguments = new ArrayList<>(UpgradeScenario.arguments(lakehouse));
    arguments.add("--runner=FlinkRunner");
    arguments.add("--untilNow=true");
    StreamPipeline.run(arguments.toArray(String[]::new));
  }

  private void restore(Path lakehouse, SortedMap<Integer, Long> endOffsets)
      throws InterruptedException, URISyntaxException {
    Path savepoint = Path.of(UpgradeIT.class.getResource(LAST_RELEASE).toURI());
    List<String> arguments = new ArrayList<>(UpgradeScenario.arguments(lakehouse));
    arguments.add("--restoreFrom=" + savepoint.toUri());
    arguments.add("--parallelism=3");
    LakehouseView tables = new LakehouseView(lakehouse, UpgradeScenario.TOPIC);
    try (StreamProcess stream =
        StreamProcess.start(folder.resolve("restored.log"), List.of(), arguments)) {
      UpgradeScenario.awaitHeld(stream, tables, endOffsets);
      long sales = tables.salesInTime();
      UpgradeScenario.await(
          stream, () -> tables.salesInWindows() == sales, "all " + sales + " sales in windows");
    }
  }

  private static void assertEqual(Path upgraded, Path undisturbed, String table, String sql) {
    Comparison comparison =
        DeltaRs.open()
            .compareBySql(
                upgraded.resolve(table),
                undisturbed.resolve(table),
                sql,
                "flink_latency_ms",
                "quarantined_at");

    assertThat(comparison.leftRows()).as("rows of %s", table).isPositive();
    assertThat(comparison.equal()).as(comparison.toString()).isTrue();
  }
}
