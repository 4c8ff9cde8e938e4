package io.retaillake.pipelines.stream;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** What would go wrong on Dataflow, unseen or hours later, is refused before a job is made. */
final class DataflowRules {

  private static final String AT_LEAST_ONCE = "streaming_mode_at_least_once";
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private DataflowRules() {}

  /**
   * Checks the options of a job on Dataflow.
   *
   * @throws UserError with {@link ExitCode#USAGE} for one that can't work there
   */
  static void check(StreamOptions options, String... args) {
    if (options.getRestoreFrom() != null) {
      throw refused(
          "--restoreFrom=" + options.getRestoreFrom() + " can't be used on Dataflow",
          "it names a checkpoint of Flink",
          "Update the running job (gcloud ... --update), or start from the tables without it");
    }
    if (options.getUntilNow()) {
      throw refused(
          "--untilNow can't be used on Dataflow",
          "a job there reads on until it is drained",
          "Leave it out, and drain the job when it has read enough");
    }
    if (Arrays.stream(args).anyMatch(arg -> arg.contains(AT_LEAST_ONCE))) {
      throw refused(
          "the stream can't run in Dataflow's at-least-once mode",
          "there a partial sum may come twice and a window would show more than was sold",
          "Leave " + AT_LEAST_ONCE + " out of the job's service options");
    }
    String lakehouse = options.getLakehouse();
    if (!SCHEME.matcher(lakehouse).matches() && !Path.of(lakehouse).isAbsolute()) {
      throw refused(
          "--lakehouse=" + lakehouse + " can't be used on Dataflow",
          "each worker would write into a folder of its own, which goes when the worker goes",
          "Name a folder that all workers and the launcher see, by its absolute path");
    }
  }

  private static UserError refused(String problem, String why, String remedy) {
    return new UserError(ExitCode.USAGE, problem, why, remedy);
  }
}
