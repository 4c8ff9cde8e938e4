package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four writers, each with a Kafka partition of its own, and an optimizer, all at once on one table.
 * {@code -Drace.commits=2000} makes it the long run; see docs/crash-tests.md.
 */
class WritersAndOptimizerIT {
  private static final int WRITERS = 4;
  private static final int COMMITS = Integer.getInteger("race.commits", 240);
  private static final int ROWS_A_COMMIT = 5;

  @TempDir Path lakehouse;

  @Test
  void noRowIsLostAndNoneIsThereTwice() throws Exception {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    AtomicLong optimized = new AtomicLong();
    AtomicLong leftAlone = new AtomicLong();
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int partition = 0; partition < WRITERS; partition++) {
        int own = partition;
        writers.add(threads.submit(() -> write(own)));
      }
      Future<?> optimizer =
          threads.submit(
              () -> {
                while (!writers.stream().allMatch(Future::isDone)) {
                  Optimized run =
                      TableOptimizer.of(DeltaTable.discover(lakehouse.toString(), "events"))
                          .zOrderedBy("kafka_offset", "event_ts")
                          .withThreads(1)
                          .run(rows -> {});
                  optimized.addAndGet(run.partitions());
                  leftAlone.addAndGet(run.partitionsLeft());
                }
              });
      for (Future<?> writer : writers) {
        writer.get();
      }
      optimizer.get();
    } finally {
      threads.shutdownNow();
    }

    int commitsEach = COMMITS / WRITERS;
    for (int partition = 0; partition < WRITERS; partition++) {
      assertThat(Ledgered.offsets(table, partition))
          .as("offsets of partition %d", partition)
          .isEqualTo(Ledgered.upTo(commitsEach * ROWS_A_COMMIT - 1L));
    }
    assertThat(table.snapshot().ledgers())
        .isEqualTo(
            Map.of(
                "retail-events/0", commitsEach * ROWS_A_COMMIT - 1L,
                "retail-events/1", commitsEach * ROWS_A_COMMIT - 1L,
                "retail-events/2", commitsEach * ROWS_A_COMMIT - 1L,
                "retail-events/3", commitsEach * ROWS_A_COMMIT - 1L));
    assertThat(optimized.get()).isPositive();
    assertThat(table.snapshot().version()).isEqualTo(commitsEach * WRITERS + optimized.get());
    System.out.printf(
        "%,d commits of %d writers and %,d of an optimizer; %,d rearrangements given up; %,d rows%n",
        commitsEach * WRITERS,
        WRITERS,
        optimized.get(),
        leftAlone.get(),
        table.snapshot().rowCount());
  }

  private void write(int partition) {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    LedgeredAppender appender = new LedgeredAppender(table);
    for (int commit = 0; commit < COMMITS / WRITERS; commit++) {
      long from = (long) commit * ROWS_A_COMMIT - 1;
      RangeAppend next =
          commit == 0
              ? Ledgered.start(table, partition, from, from + ROWS_A_COMMIT)
              : Ledgered.append(table, partition, from, from + ROWS_A_COMMIT);
      assertThat(appender.append(List.of(next)).committed()).hasSize(1);
    }
  }
}
