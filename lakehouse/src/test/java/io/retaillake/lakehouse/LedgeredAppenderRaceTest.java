package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

class LedgeredAppenderRaceTest {
  private static final long LAST = 300;
  private static final int WRITERS = 4;

  @TempDir Path lakehouse;

  @RepeatedTest(4)
  void writersOfTheSameOffsetsLoseNothingAndRepeatNothing(RepetitionInfo repetition)
      throws Exception {
    long seed = repetition.getCurrentRepetition() * 100L;
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    long rows = 0;
    try {
      List<Callable<Long>> writers =
          LongStream.range(0, WRITERS)
              .<Callable<Long>>mapToObj(
                  writer -> () -> new RacingWriter(lakehouse.toString(), LAST, seed + writer).run())
              .toList();
      for (Future<Long> committed : threads.invokeAll(writers)) {
        rows += committed.get();
      }
    } finally {
      threads.shutdownNow();
    }

    DeltaTable table = DeltaTable.open(lakehouse.toString(), Ledgered.DEFINITION);
    assertThat(rows).isEqualTo(2 * (LAST + 1));
    assertThat(Ledgered.offsets(table, 0)).isEqualTo(Ledgered.upTo(LAST));
    assertThat(Ledgered.offsets(table, 1)).isEqualTo(Ledgered.upTo(LAST));
    assertThat(table.snapshot().ledgers())
        .isEqualTo(Map.of(Ledgered.ledgerId(0), LAST, Ledgered.ledgerId(1), LAST));
  }

  /** A vacuum that keeps nothing takes the beginning of the log away while commits build on it. */
  @RepeatedTest(4)
  void writersBesideAVacuumLoseNothingAndRepeatNothing(RepetitionInfo repetition) throws Exception {
    long seed = repetition.getCurrentRepetition() * 100L;
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    long vacuums = 0;
    long rows = 0;
    try {
      List<Future<Long>> writers =
          LongStream.range(0, 2)
              .mapToObj(
                  writer ->
                      threads.submit(
                          () -> new RacingWriter(lakehouse.toString(), LAST, seed + writer).run()))
              .toList();
      while (writers.stream().anyMatch(writer -> !writer.isDone())) {
        TableVacuum.of(table).withRetention(Duration.ZERO, true).run(deleted -> {});
        vacuums++;
      }
      for (Future<Long> committed : writers) {
        rows += committed.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(vacuums).isPositive();
    assertThat(rows).isEqualTo(2 * (LAST + 1));
    assertThat(Ledgered.offsets(table, 0)).isEqualTo(Ledgered.upTo(LAST));
    assertThat(Ledgered.offsets(table, 1)).isEqualTo(Ledgered.upTo(LAST));
  }
}
