package io.retaillake.pipelines.stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.runner.FlinkRest;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Asks Flink how a job has started: whether it was restored, since a job that was not starts
 * silently from its beginning, and whether all of it runs.
 */
final class StartCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String CAUSED_BY = "Caused by: ";
  private static final Set<String> OVER = Set.of("FAILED", "CANCELED");
  private static final Set<String> STARTED = Set.of("RUNNING", "FINISHED");

  private final FlinkRest flink;
  private final String jobName;
  private final Optional<String> restoreFrom;
  private volatile boolean passed;

  StartCheck(FlinkRest flink, String jobName, Optional<String> restoreFrom) {
    this.flink = flink;
    this.jobName = jobName;
    this.restoreFrom = restoreFrom;
  }

  boolean asksForRestore() {
    return restoreFrom.isPresent();
  }

  /** True when a wait for the job has ended well. */
  boolean passed() {
    return passed;
  }

  /**
   * Waits until the job has started, then returns if it was restored where that was asked for; one
   * that was not is cancelled.
   *
   * @return the job's id
   * @throws UserError with {@link ExitCode#NOT_RESTORED} if it was not restored
   */
  String awaitRestored() throws InterruptedException {
    return await(job -> true);
  }

  /** As above, and waits until every task of it runs. */
  String awaitAllRunning() throws InterruptedException {
    return await(
        job -> {
          JsonNode tasks = job.path("tasks");
          return tasks.path("running").asInt() + tasks.path("finished").asInt()
              == tasks.path("total").asInt(-1);
        });
  }

  /** The error to end with when the job could not even be submitted. */
  UserError notRestored(String why) {
    return new UserError(
        ExitCode.NOT_RESTORED,
        "the job was not restored from " + restoreFrom.orElse("anything"),
        why,
        "Give a checkpoint's own folder (.../chk-N) or a savepoint's, or leave --restoreFrom out to"
            + " start from the tables");
  }

  private String await(Predicate<JsonNode> ready) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Optional<String> started = Optional.empty();
    while (System.nanoTime() < deadline) {
      try {
        Optional<JsonNode> job = newestOfItsName();
        if (job.isPresent()) {
          String id = job.get().path("jid").asText();
          String state = job.get().path("state").asText();
          if (OVER.contains(state)) {
            throw ended(id, state);
          }
          if (STARTED.contains(state)) {
            checkRestored(id);
            started = Optional.of(id);
            if (ready.test(job.get())) {
              passed = true;
              return id;
            }
          }
        }
      } catch (IOException notUpYet) {
        // Flink is starting.
      }
      Thread.sleep(PAUSE.toMillis());
    }
    String late = "after " + PATIENCE.toSeconds() + " s";
    throw started
        .map(id -> notRunning(id, late))
        .orElseGet(() -> failed("it is not there " + late));
  }

  private Optional<JsonNode> newestOfItsName() throws IOException, InterruptedException {
    JsonNode newest = null;
    for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
      if (job.path("name").asText().equals(jobName)
          && (newest == null
              || job.path("start-time").asLong() > newest.path("start-time").asLong())) {
        newest = job;
      }
    }
    return Optional.ofNullable(newest);
  }

  private void checkRestored(String id) throws IOException, InterruptedException {
    if (!asksForRestore()) {
      return;
    }
    JsonNode restored = flink.get("/jobs/" + id + "/checkpoints").path("latest").path("restored");
    if (!restored.path("external_path").isTextual()) {
      flink.cancel(id);
      throw notRestored("the job runs, but not from it");
    }
  }

  private UserError ended(String id, String state) {
    return failed("it is " + state.toLowerCase(Locale.ROOT) + ", " + lastException(id));
  }

  private UserError notRunning(String id, String late) {
    return new UserError(
        ExitCode.FAILED,
        "not all of job " + id + " runs " + late,
        lastException(id),
        "Give Flink a slot for each of --parallelism, and look at its log; it goes on trying");
  }

  /** The root of what the job failed by last. */
  private String lastException(String id) {
    try {
      String trace = flink.get("/jobs/" + id + "/exceptions").path("root-exception").asText();
      return trace
          .lines()
          .filter(line -> line.startsWith(CAUSED_BY))
          .reduce((first, second) -> second)
          .map(line -> line.substring(CAUSED_BY.length()))
          .or(() -> trace.lines().findFirst())
          .orElse("and Flink names no exception");
    } catch (IOException e) {
      return "and Flink does not answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "and Flink was not asked why";
    }
  }

  private UserError failed(String why) {
    return asksForRestore()
        ? notRestored(why)
        : new UserError(
            ExitCode.FAILED, "the job did not start", why, "Look at Flink's log, then start again");
  }
}
