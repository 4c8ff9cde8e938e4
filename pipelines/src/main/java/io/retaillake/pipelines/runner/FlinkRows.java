package io.retaillake.pipelines.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.pipelines.cli.ProgressLine;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Asks an embedded Flink how many rows its job has read, as the runner tells nothing until the job
 * has ended. What it answers is for people to look at, nothing is decided by it.
 */
final class FlinkRows {

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String READING_STEP = "ReadFiles";

  private final FlinkRest flink;

  FlinkRows(int restPort) {
    this.flink = FlinkRest.embedded(restPort);
  }

  /** Shows the rows read until the watch is closed. */
  Watch watch(ProgressLine progress) {
    return new Watch(progress);
  }

  private long rowsRead() throws IOException, InterruptedException {
    long rows = 0;
    for (JsonNode job : flink.get("/jobs/overview").path("jobs")) {
      for (JsonNode vertex : flink.get("/jobs/" + job.path("jid").asText()).path("vertices")) {
        if (vertex.path("name").asText().contains(READING_STEP)) {
          rows += vertex.path("metrics").path("write-records").asLong();
        }
      }
    }
    return rows;
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
