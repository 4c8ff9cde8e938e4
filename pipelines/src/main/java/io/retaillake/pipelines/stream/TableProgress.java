package io.retaillake.pipelines.stream;

import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.tables.BronzeEvents;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/**
 * Shows how far a bounded run is, by what the bronze table has committed: a record counts when it
 * is safe, not when it was read.
 */
final class TableProgress implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final String topic;
  private final Map<Integer, Long> start;
  private final DeltaTable bronze;
  private final ProgressLine line;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread watcher = new Thread(this::watch, "table-progress");

  private TableProgress(
      StreamSettings settings, Map<Integer, Long> start, Map<Integer, Long> stop) {
    this.topic = settings.topic();
    this.start = start;
    this.bronze = DeltaTable.openOrCreate(settings.lakehouse(), BronzeEvents.TABLE);
    long total =
        start.entrySet().stream()
            .mapToLong(entry -> Math.max(0, stop.get(entry.getKey()) - entry.getValue()))
            .sum();
    this.line = ProgressLine.start("stream", OptionalLong.of(total));
  }

  static TableProgress start(
      StreamSettings settings, Map<Integer, Long> start, Map<Integer, Long> stop) {
    TableProgress progress = new TableProgress(settings, start, stop);
    progress.watcher.setDaemon(true);
    progress.watcher.start();
    return progress;
  }

  private void watch() {
    while (!Uninterruptibles.awaitUninterruptibly(closed, PAUSE)) {
      line.update(committed());
    }
  }

  private long committed() {
    Map<String, Long> ledgers = bronze.snapshot().ledgers();
    return start.entrySet().stream()
        .mapToLong(
            entry -> {
              Long last = ledgers.get(PartitionId.of(topic, entry.getKey()));
              return last == null ? 0 : Math.max(0, last + 1 - entry.getValue());
            })
        .sum();
  }

  @Override
  public void close() throws InterruptedException {
    closed.countDown();
    watcher.join();
    line.update(committed());
    line.close();
  }
}
