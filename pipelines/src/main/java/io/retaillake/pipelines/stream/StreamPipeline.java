package io.retaillake.pipelines.stream;

import com.google.common.base.Throwables;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.books.ShowBooks;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.live.BigQueryDataset;
import io.retaillake.pipelines.runner.Arguments;
import io.retaillake.pipelines.runner.EmbeddedFlink;
import io.retaillake.pipelines.runner.FlinkRest;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Streams the shop's events from Kafka into the Delta tables bronze, silver, quarantine and the
 * one-minute revenue windows, exactly once.
 *
 * <pre>{@code
 * java -cp ... io.retaillake.pipelines.stream.StreamPipeline --runner=FlinkRunner \
 *     --bootstrapServers=broker:9092 --topic=retail-events --lakehouse=/data/lakehouse
 * }</pre>
 *
 * <p>Everything a user can mend is checked before any work starts: the options, the broker, the
 * topic, the tables. Exit codes are those of {@link ExitCode}.
 */
public final class StreamPipeline {

  private StreamPipeline() {}

  public static void main(String[] args) {
    int code = Commands.run(() -> execute(args));
    // In Flink's application mode an exit would end the JobManager, and with it the job.
    if (code != ExitCode.OK.code() || !RunnerDefaults.of(args).isWithinCluster()) {
      System.exit(code);
    }
  }

  private static ExitCode execute(String... args) throws Exception {
    if (Arguments.askForHelp(args)) {
      System.out.println("StreamPipeline --bootstrapServers=... --topic=... --lakehouse=... [...]");
      PipelineOptionsFactory.printHelp(System.out, StreamOptions.class);
      return ExitCode.OK;
    }
    StreamRun run = run(args);
    if (run.state() == PipelineResult.State.RUNNING) {
      System.out.println("The stream goes on without this program.");
      return ExitCode.OK;
    }
    System.out.printf(
        Locale.ROOT,
        "Ended %s · %,d records read again and skipped · %,d rows written again and skipped · %,d"
            + " partial sums dropped as late%n",
        run.state(),
        run.replayed(),
        run.rowsSkipped(),
        run.droppedLate());
    return run.state() == PipelineResult.State.DONE ? showBooks(args) : ExitCode.FAILED;
  }

  private static ExitCode showBooks(String... args) {
    StreamSettings settings = StreamSettings.of(parse(RunnerDefaults.of(args).args()));
    if (settings.startFrom() == StreamOptions.StartFrom.LATEST) {
      System.out.println("No books: --startFrom=LATEST left out what was on the topic.");
      return ExitCode.OK;
    }
    try (Topics topics = Topics.at(settings.bootstrapServers(), settings.consumerConfig())) {
      return ShowBooks.show(topics, settings.topic(), settings.lakehouse());
    }
  }

  /**
   * Runs the stream to its end, or for as long as it lasts. On Dataflow, and on a Flink cluster
   * with {@code --attachedMode=false}, makes the job and returns.
   *
   * @throws UserError for all that a user can mend
   */
  public static StreamRun run(String... args) throws Exception {
    RunnerDefaults defaults = RunnerDefaults.of(args);
    Job job = prepare(defaults);
    if (defaults.isDataflow()) {
      // A template's launcher must end once the job is made, and its result can't be asked.
      job.pipeline().run();
      return StreamRun.submitted();
    }
    if (defaults.isDetached()) {
      start(job);
      if (job.check().isPresent()) {
        System.out.println("Job " + job.check().get().awaitAllRunning() + " runs");
      }
      return StreamRun.submitted();
    }
    job.check().filter(StartCheck::asksForRestore).ifPresent(StreamPipeline::haltUnlessRestored);
    return job.stop().isPresent() ? runToEnd(job) : runForEver(job);
  }

  /** Checks all that can be checked, and builds the graph. */
  private static Job prepare(RunnerDefaults defaults) throws Exception {
    StreamOptions options = parse(defaults.args());
    StreamSettings settings = StreamSettings.of(options);
    if (defaults.isDataflow()) {
      DataflowRules.check(options, defaults.args());
    }
    settings.bigQueryDataset().ifPresent(BigQueryDataset::check);
    Map<Integer, Long> start;
    Optional<Map<Integer, Long>> stop;
    try (Topics topics = Topics.at(settings.bootstrapServers(), settings.consumerConfig())) {
      topics.partitionCount(settings.topic());
      createTables(settings.lakehouse());
      start = StartOffsets.of(settings, topics);
      stop =
          settings.untilNow() ? Optional.of(topics.endOffsets(settings.topic())) : Optional.empty();
    }
    Optional<FlinkRest> flink = defaults.cluster().map(FlinkRest::at);
    if (defaults.isEmbeddedFlink()) {
      int restPort = EmbeddedFlink.freePort();
      List<String> embedded = new ArrayList<>(Arrays.asList(defaults.args()));
      embedded.add("--flinkConfDir=" + EmbeddedFlink.configure(restPort, options.getRestoreFrom()));
      options = parse(embedded.toArray(String[]::new));
      flink = Optional.of(FlinkRest.embedded(restPort));
    }
    String jobName = options.getJobName();
    Optional<String> restoreFrom = Optional.ofNullable(options.getRestoreFrom());
    Pipeline pipeline = Pipeline.create(options);
    StreamGraph.build(pipeline, settings, start, stop, defaults);
    return new Job(
        pipeline,
        settings,
        start,
        stop,
        flink.map(rest -> new StartCheck(rest, jobName, restoreFrom)));
  }

  private static PipelineResult start(Job job) {
    try {
      return job.pipeline().run();
    } catch (RuntimeException e) {
      StartCheck check = job.check().filter(StartCheck::asksForRestore).orElseThrow(() -> e);
      throw check.passed() ? e : check.notRestored(Throwables.getRootCause(e).toString());
    }
  }

  private static StreamRun runToEnd(Job job) throws InterruptedException {
    try (TableProgress progress =
        TableProgress.start(job.settings(), job.start(), job.stop().orElseThrow())) {
      PipelineResult result = start(job);
      return StreamRun.of(result.waitUntilFinish(), result);
    }
  }

  private static StreamRun runForEver(Job job) {
    PipelineResult.State state = start(job).waitUntilFinish();
    throw new UserError(
        ExitCode.FAILED,
        "the stream ended by itself (" + state + ")",
        "a stream without --untilNow reads for ever, so its job lost its partitions or was stopped",
        "Look at the runner's log, then start again: the tables hold all that was committed");
  }

  /** The runner's own thread is busy with the job: a watcher ends the process. */
  private static void haltUnlessRestored(StartCheck check) {
    Thread watcher =
        new Thread(
            () -> {
              int code =
                  Commands.run(
                      () -> {
                        check.awaitRestored();
                        return ExitCode.OK;
                      });
              if (code != ExitCode.OK.code()) {
                Runtime.getRuntime().halt(code);
              }
            },
            "restore-check");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static StreamOptions parse(String... args) {
    return Arguments.parse(StreamOptions.class, args);
  }

  private static void createTables(String lakehouse) {
    for (var table :
        List.of(
            BronzeEvents.TABLE, SilverEvents.TABLE, QuarantineEvents.TABLE, RevenueWindows.TABLE)) {
      DeltaTable.openOrCreate(lakehouse, table);
    }
  }

  /**
   * A stream that is ready to run.
   *
   * @param start the first offset to read of each partition
   * @param stop the offset to end before of each partition; empty to read on
   * @param check asks how it has started, where that can be asked
   */
  private record Job(
      Pipeline pipeline,
      StreamSettings settings,
      Map<Integer, Long> start,
      Optional<Map<Integer, Long>> stop,
      Optional<StartCheck> check) {}
}
