package io.retaillake.pipelines.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.pipelines.cli.ProgressLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Asks an embedded Flink how many rows its job has read, as the runner tells nothing until the job
 * has ended. What it answers is for people to look at, nothing is decided by it.
 */
final class FlinkRows {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String READING_STEP = "ReadFiles";

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String rest;

  FlinkRows(int restPort) {
    this.rest = "http://127.0.0.1:" + restPort;
  }

  /** Shows the rows read until the watch is closed. */
  Watch watch(ProgressLine progress) {
    return new Watch(progress);
  }

  private long rowsRead() throws IOException, InterruptedException {
    long rows = 0;
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      for (JsonNode vertex : get("/jobs/" + job.path("jid").asText()).path("vertices")) {
        if (vertex.path("name").asText().contains(READING_STEP)) {
          rows += vertex.path("metrics").path("write-records").asLong();
        }
      }
    }
    return rows;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rest + path)).timeout(Duration.ofSeconds(5)).build();
    return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  /** A thread that looks now and then. */
  final class Watch implements AutoCloseable {
    private final ProgressLine progress;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::look, "flink-rows");

    private Watch(ProgressLine progress) {
      this.progress = progress;
      watcher.setDaemon(true);
      watcher.start();
    }

    private void look() {
      while (!Uninterruptibles.awaitUninterruptibly(closed, PAUSE)) {
        try {
          progress.update(rowsRead());
        } catch (IOException notUpYet) {
          // Flink is starting, or has just ended.
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }

    @Override
    public void close() throws InterruptedException {
      closed.countDown();
      watcher.join();
    }
  }
}
