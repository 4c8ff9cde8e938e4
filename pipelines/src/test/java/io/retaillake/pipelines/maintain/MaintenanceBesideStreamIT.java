package io.retaillake.pipelines.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.books.Books;
import io.retaillake.pipelines.books.BooksReader;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.simulate.Pace;
import io.retaillake.pipelines.simulate.Simulation;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.simulate.SimulationSender;
import io.retaillake.pipelines.stream.StreamPipeline;
import io.retaillake.pipelines.stream.StreamRun;
import io.retaillake.pipelines.witness.DeltaRs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.beam.sdk.PipelineResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Optimize, reconcile, vacuum and the rest, again and again beside a stream that is at work. */
class MaintenanceBesideStreamIT {
  private static final String TOPIC = "retail-events";
  private static final String LAST_VERSIONS =
      "select count(*) as n, sum(revenue) as revenue, sum(kafka_offset) as offsets from (select *"
          + " from lake qualify row_number() over (partition by event_id order by kafka_offset desc)"
          + " = 1)";

  @TempDir Path folder;

  @Test
  void booksBalanceAndSilverIsTheLastVersionsToTheRow() throws Exception {
    Path lakehouse = folder.resolve("lakehouse");
    Simulation simulation =
        Simulation.of(SimulationOptions.defaults().withEvents(8_000).withDuplicateShare(0.1));
    // Small turns, so that the stream lasts for some rounds.
    Path consumer = Files.writeString(folder.resolve("consumer.properties"), "max.poll.records=25");
    int rounds = 0;
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary())) {
      kafka.createTopic(TOPIC, 4);
      try (EventSender sender = EventSender.to(kafka.bootstrapServers(), TOPIC)) {
        SimulationSender.sendAll(simulation, sender, Pace.perSecond(0), sent -> {}, () -> false);
      }
      ExecutorService threads = Executors.newSingleThreadExecutor();
      try {
        Future<StreamRun> stream =
            threads.submit(
                () ->
                    StreamPipeline.run(
                        "--runner=DirectRunner",
                        "--bootstrapServers=" + kafka.bootstrapServers(),
                        "--topic=" + TOPIC,
                        "--lakehouse=" + lakehouse,
                        "--consumerConfigFile=" + consumer,
                        "--untilNow=true",
                        "--maxFileRecords=300",
                        "--commitInterval=200ms",
                        "--fileInterval=500ms"));
        while (!stream.isDone()) {
          if (hasRows(lakehouse)) {
            maintain(lakehouse);
            rounds++;
          }
          Thread.sleep(200);
        }
        assertThat(stream.get().state()).isEqualTo(PipelineResult.State.DONE);
      } finally {
        threads.shutdownNow();
      }
    }
    maintain(lakehouse);

    Books books = new BooksReader(lakehouse.toString()).read(simulation.report().records());
    assertThat(books.balances()).allMatch(balance -> balance.holds());
    assertThat(books.silver()).isEqualTo(simulation.report().events());
    assertThat(books.windowRows()).isEqualTo(books.windows());
    assertThat(rounds).as("rounds of maintenance beside the stream").isPositive();
    DeltaRs deltaRs = DeltaRs.open();
    List<Map<String, String>> wanted =
        deltaRs.query(
            lakehouse.resolve("bronze_events"),
            LAST_VERSIONS.replace("revenue)", "coalesce(revenue, 0))"));
    assertThat(deltaRs.query(lakehouse.resolve("silver_events"), LAST_VERSIONS)).isEqualTo(wanted);
    System.out.printf("%d rounds of maintenance beside the stream%n", rounds);
  }

  private static boolean hasRows(Path lakehouse) {
    return lakehouse.toFile().isDirectory()
        && DeltaTable.namesIn(lakehouse.toString()).contains("gold_revenue_windows")
        && DeltaTable.discover(lakehouse.toString(), "silver_events").snapshot().version() > 1;
  }

  private static void maintain(Path lakehouse) {
    String where = "--lakehouse=" + lakehouse;
    succeed("optimize", where, "--threads=1");
    succeed("reconcile", where);
    succeed("prune-windows", where);
    succeed("vacuum", where, "--retention=0s", "--force");
  }

  private static void succeed(String... command) {
    Run run = Run.maintain(command);
    assertThat(run.exitCode()).as(String.join(" ", command) + "\n" + run.output()).isZero();
  }
}
