package io.retaillake.pipelines.stream;

import static io.retaillake.pipelines.runner.Arguments.value;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.runner.Arguments;
import io.retaillake.transforms.kafka.ReadEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each runner needs to run the stream well, added to the arguments where the user did not say
 * otherwise. Arguments rather than options, so that no runner has to be on the classpath.
 */
final class RunnerDefaults {

  private static final String DIRECT = "DirectRunner";
  private static final String FLINK = "FlinkRunner";
  private static final String DATAFLOW = "DataflowRunner";
  private static final String EMBEDDED = "[local]";

  /** The cluster within whose process, or by whose client, the program was started. */
  private static final String SURROUNDING = "[auto]";

  /**
   * The splittable read of Kafka brought records seconds late, and would cut frames when it is
   * split; bounded reads use neither.
   */
  private static final String UNBOUNDED_SOURCE = "use_deprecated_read";

  private final String runner;
  private final List<String> args;

  private RunnerDefaults(String runner, List<String> args) {
    this.runner = runner;
    this.args = args;
  }

  /** The arguments with the defaults of the runner that they name (DirectRunner if none). */
  static RunnerDefaults of(String... args) {
    String runner = value(args, "runner").orElse(DIRECT);
    checkRestore(runner, args);
    Map<String, String> defaults = new LinkedHashMap<>();
    defaults.put("runner", runner);
    if (runner.equals(DATAFLOW)) {
      return new RunnerDefaults(runner, dataflow(defaults, args));
    }
    if (runner.equals(DIRECT)) {
      direct(defaults);
    } else if (runner.equals(FLINK)) {
      flink(defaults, args);
    }
    List<String> all = Arguments.withDefaults(args, defaults);
    all.add("--experiments=" + UNBOUNDED_SOURCE);
    return new RunnerDefaults(runner, all);
  }

  /**
   * The unbounded source of Kafka and its runner that is Google's default for Java, on Streaming
   * Engine. A template's launcher brings experiments of its own, to which these are added.
   */
  private static List<String> dataflow(Map<String, String> defaults, String... args) {
    defaults.put("streaming", "true");
    defaults.put("enableStreamingEngine", "true");
    List<String> all = Arguments.withDefaults(args, defaults);
    all.add("--experiments=" + UNBOUNDED_SOURCE);
    if (Arrays.stream(args).noneMatch(arg -> arg.contains("use_runner_v2"))) {
      // A running job can't go from one to the other, so Google's choice must not change under it.
      all.add("--experiments=disable_runner_v2");
    }
    return all;
  }

  private static void direct(Map<String, String> defaults) {
    // Checks that each element can be encoded and is not changed: for tests, at thrice the time.
    defaults.put("enforceEncodability", "false");
    defaults.put("enforceImmutability", "false");
    defaults.put("maxFileRecords", "10000");
  }

  private static void flink(Map<String, String> defaults, String... args) {
    defaults.put("flinkMaster", EMBEDDED);
    defaults.put("streaming", "true");
    defaults.put("appName", "retail-stream");
    defaults.put(
        "parallelism", Integer.toString(Math.min(4, Runtime.getRuntime().availableProcessors())));
    // Flink would derive it from the parallelism; a restore with another one needs it unchanged.
    defaults.put("maxParallelism", "128");
    // fasterCopy stays off: with it a restored job counted twice.
    defaults.put("objectReuse", "true");
    defaults.put("maxBundleSize", "100000");
    defaults.put("maxBundleTimeMills", "50");
    defaults.put("finishBundleBeforeCheckpointing", "true");
    if (value(args, "untilNow").filter(v -> !v.equals("false")).isPresent()) {
      defaults.put("shutdownSourcesAfterIdleMs", "1");
    } else {
      defaults.put("autoWatermarkInterval", "100");
      defaults.put("checkpointingInterval", "10000");
      defaults.put("externalizedCheckpointsEnabled", "true");
      defaults.put("retainExternalizedCheckpointsOnCancellation", "true");
      if (value(args, "flinkMaster").orElse(EMBEDDED).equals(EMBEDDED)) {
        // A cluster has its own way to restart jobs, which this would replace.
        defaults.put("numberOfExecutionRetries", "3");
        defaults.put("executionRetryDelay", "1000");
        // In memory, where Flink keeps checkpoints otherwise, there is room for 5 MB.
        defaults.put("stateBackend", "filesystem");
        defaults.put("stateBackendStoragePath", checkpoints(args));
      }
    }
    if (value(args, "flinkMaster").filter(SURROUNDING::equals).isPresent()) {
      // There the program has to end for its job to be seen.
      defaults.put("attachedMode", "false");
    }
    value(args, "restoreFrom").ifPresent(checkpoint -> defaults.put("savepointPath", checkpoint));
  }

  /** A restore that a runner would pass over in silence is refused. */
  private static void checkRestore(String runner, String... args) {
    boolean auto = value(args, "flinkMaster").filter(SURROUNDING::equals).isPresent();
    if (value(args, "restoreFrom").isPresent() && (!runner.equals(FLINK) || auto)) {
      throw new UserError(
          ExitCode.USAGE,
          "--restoreFrom can't be used here",
          auto
              ? "with --flinkMaster=[auto] what starts the program says what is restored"
              : "the " + runner + " has no checkpoints to restore",
          auto
              ? "Give it to flink run as -s, or to the operator as initialSavepointPath"
              : "Leave it out: the stream goes on from what the tables hold");
    }
  }

  private static String checkpoints(String... args) {
    String lakehouse = value(args, "lakehouse").orElse(StreamOptions.DEFAULT_LAKEHOUSE);
    return Path.of(lakehouse, "_checkpoints").toAbsolutePath().normalize().toUri().toString();
  }

  String[] args() {
    return args.toArray(String[]::new);
  }

  boolean isFlink() {
    return runner.equals(FLINK);
  }

  boolean isDataflow() {
    return runner.equals(DATAFLOW);
  }

  /** True if Flink runs within this process. */
  boolean isEmbeddedFlink() {
    return isFlink()
        && value(args(), "flinkMaster").filter(EMBEDDED::equals).isPresent()
        && value(args(), "flinkConfDir").isEmpty();
  }

  /** The address of the cluster that the program itself submits to; empty for any other way. */
  Optional<String> cluster() {
    return isFlink()
        ? value(args(), "flinkMaster").filter(master -> !master.startsWith("["))
        : Optional.empty();
  }

  /** True if Flink started the program, maybe within the process of its JobManager. */
  boolean isWithinCluster() {
    return isFlink() && value(args(), "flinkMaster").filter(SURROUNDING::equals).isPresent();
  }

  /** True if the program leaves the job to its cluster. */
  boolean isDetached() {
    return (cluster().isPresent() || isWithinCluster())
        && value(args(), "attachedMode").filter("false"::equals).isPresent();
  }

  /** The read in the way in which this runner ends one best. */
  ReadEvents bounded(ReadEvents read) {
    return switch (runner) {
      case DIRECT -> read.inTurns();
      case FLINK -> unbounded(read).continuously();
      default -> read;
    };
  }

  /** The read without end as this runner needs it. */
  ReadEvents unbounded(ReadEvents read) {
    return isFlink() ? read.withWatermarkHeldForTheSilent() : read;
  }

  /** How long a frame waits for its predecessor: not at all where the runner keeps their order. */
  Duration gapPatience() {
    return isFlink() ? Duration.ZERO : Duration.ofSeconds(10);
  }
}
