package io.retaillake.pipelines.runner;

import static io.retaillake.pipelines.runner.Arguments.value;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.joda.time.Duration;

/**
 * A job that reads tables and ends, on any runner: the arguments that its runner needs, and its run
 * with a line of progress. Beside an embedded Flink and the DirectRunner the line shows how many
 * rows were read; a cluster shows that itself.
 *
 * <pre>{@code
 * BoundedJob job = BoundedJob.of(args);
 * Pipeline pipeline = Pipeline.create(job.options(FeatureOptions.class));
 * ...
 * try (ProgressLine progress = ProgressLine.start("features", OptionalLong.of(rows))) {
 *   job.run(pipeline, "rows_read", progress);
 * }
 * }</pre>
 */
public final class BoundedJob {

  private static final Duration PAUSE = Duration.millis(500);
  private static final String DIRECT = "DirectRunner";
  private static final String FLINK = "FlinkRunner";
  private static final String EMBEDDED = "[local]";

  private final List<String> args;
  private final Optional<FlinkRows> embeddedFlink;

  private BoundedJob(List<String> args, Optional<FlinkRows> embeddedFlink) {
    this.args = args;
    this.embeddedFlink = embeddedFlink;
  }

  /** A job with these arguments, and its runner's defaults where they don't say otherwise. */
  public static BoundedJob of(String... args) throws IOException {
    String runner = value(args, "runner").orElse(DIRECT);
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("runner", runner);
    Optional<FlinkRows> embeddedFlink = Optional.empty();
    if (runner.equals(DIRECT)) {
      // Checks that each element can be encoded and is not changed: for tests, at thrice the time.
      defaults.put("enforceEncodability", "false");
      defaults.put("enforceImmutability", "false");
      defaults.put("blockOnRun", "false");
    } else if (runner.equals(FLINK)) {
      defaults.put("flinkMaster", EMBEDDED);
      defaults.put(
          "parallelism", Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors())));
      defaults.put("objectReuse", "true");
      if (value(args, "flinkMaster").orElse(EMBEDDED).equals(EMBEDDED)
          && value(args, "flinkConfDir").isEmpty()) {
        int restPort = EmbeddedFlink.freePort();
        defaults.put("flinkConfDir", EmbeddedFlink.configure(restPort, null).toString());
        embeddedFlink = Optional.of(new FlinkRows(restPort));
      }
    }
    return new BoundedJob(Arguments.withDefaults(args, defaults), embeddedFlink);
  }

  /**
   * The job's options.
   *
   * @throws UserError with {@link ExitCode#USAGE} if one is unknown or can't be read
   */
  public <T extends PipelineOptions> T options(Class<T> type) {
    return Arguments.parse(type, args.toArray(String[]::new));
  }

  /**
   * Runs the pipeline to its end.
   *
   * @param counter the counter that tells how many rows were read
   * @param progress shows it
   * @throws UserError with {@link ExitCode#FAILED} if the job was stopped or failed
   */
  public PipelineResult run(Pipeline pipeline, String counter, ProgressLine progress)
      throws InterruptedException {
    PipelineResult result;
    PipelineResult.State state;
    if (embeddedFlink.isPresent()) {
      try (FlinkRows.Watch watch = embeddedFlink.get().watch(progress)) {
        result = pipeline.run();
        state = result.waitUntilFinish();
      }
    } else {
      result = pipeline.run();
      state = result.waitUntilFinish(PAUSE);
      while (state == null || !state.isTerminal()) {
        progress.update(Counters.sum(result, counter));
        state = result.waitUntilFinish(PAUSE);
      }
    }
    if (state != PipelineResult.State.DONE) {
      throw new UserError(
          ExitCode.FAILED,
          "the job ended " + state,
          "it was stopped, or a worker failed",
          "Look at the runner's log, then run it again: tables are replaced whole or not at all");
    }
    progress.update(Counters.sum(result, counter));
    return result;
  }
}
