package io.retaillake.pipelines.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Asks Flink whether a job was restored, since a job that was not starts silently from its
 * beginning.
 */
final class RestoreCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String rest;
  private final String restoreFrom;

  RestoreCheck(int restPort, String restoreFrom) {
    this.rest = "http://127.0.0.1:" + restPort;
    this.restoreFrom = restoreFrom;
  }

  /**
   * Waits until the job runs, then returns if it was restored.
   *
   * @throws UserError if it was not, or did not start
   */
  void awaitRestored() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        JsonNode jobs = get("/jobs/overview").path("jobs");
        for (JsonNode job : jobs) {
          if (job.path("state").asText().equals("RUNNING")) {
            JsonNode checkpoints = get("/jobs/" + job.path("jid").asText() + "/checkpoints");
            if (checkpoints.path("latest").path("restored").path("external_path").isTextual()) {
              return;
            }
            throw notRestored("the job runs, but not from it");
          }
        }
      } catch (IOException notUpYet) {
        // Flink is starting.
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw notRestored("the job did not start within " + PATIENCE.toSeconds() + " s");
  }

  private UserError notRestored(String why) {
    return new UserError(
        ExitCode.FAILED,
        "the job was not restored from " + restoreFrom,
        why,
        "Give a checkpoint's own folder (.../chk-N), or leave --restoreFrom out to start from the"
            + " tables");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rest + path)).timeout(Duration.ofSeconds(5)).build();
    return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
