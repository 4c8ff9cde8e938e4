package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.LakehouseException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableRestorerTest {
  @TempDir Path lakehouse;

  @Test
  void tableIsAgainWhatItWasAndTheRestoreCanBeUndone() throws Exception {
    DeltaTable table = purchases(3);
    Map<Long, String> then = Purchases.rows(table.snapshotAt(2));
    Map<Long, String> now = Purchases.rows(table.snapshot());

    Restored done = new TableRestorer(table).restore(2, false);

    assertThat(done).isEqualTo(new Restored(2, 0, 1, 30, 20, 0));
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(then);
    new TableRestorer(table).restore(3, false);
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(now);
    assertThat(table.history().get(0).operation()).isEqualTo("RESTORE");
  }

  @Test
  void versionFromBeforeAnOptimizeComesBackFromItsOldFiles() throws Exception {
    DeltaTable table = purchases(3);
    Map<Long, String> rows = Purchases.rows(table.snapshot());
    TableOptimizer.of(table).zOrderedBy("n").run(written -> {});
    new TableReplacer(table).replace(List.of());

    Restored done = new TableRestorer(table).restore(3, false);

    assertThat(done.filesRestored()).isEqualTo(3);
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(rows);
    assertThat(TableOptimizer.of(table).zOrderedBy("n").plan().filesBefore()).isEqualTo(3);
    new TableRestorer(table).restore(4, false);
    assertThat(TableOptimizer.of(table).zOrderedBy("n").plan()).isEqualTo(Optimized.NOTHING);
  }

  @Test
  void planChangesNothing() throws Exception {
    DeltaTable table = purchases(2);

    assertThat(new TableRestorer(table).plan(1, false).rowsAfter()).isEqualTo(10);
    assertThat(table.snapshot().version()).isEqualTo(2);
  }

  @Test
  void restoreThatWouldLoseWhatTheStreamBroughtIsRefused() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    LedgeredAppender appender = new LedgeredAppender(table);
    appender.append(List.of(Ledgered.start(table, 0, -1, 9)));
    appender.append(List.of(Ledgered.append(table, 0, 9, 19), Ledgered.start(table, 1, -1, 4)));

    assertThatThrownBy(() -> new TableRestorer(table).restore(1, false))
        .hasMessageContaining("records of 15 offsets");
    assertProblem(Problem.REFUSED, () -> new TableRestorer(table).restore(1, false));
    assertThat(table.snapshot().version()).isEqualTo(2);
  }

  @Test
  void withTheLedgerRewoundTheStreamBringsTheRowsAgainEachOnce() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    LedgeredAppender running = new LedgeredAppender(table);
    running.append(List.of(Ledgered.start(table, 0, -1, 9)));
    running.append(List.of(Ledgered.append(table, 0, 9, 19), Ledgered.start(table, 1, -1, 4)));

    Restored done = new TableRestorer(table).restore(1, true);

    assertThat(done.offsetsRewound()).isEqualTo(15);
    assertThat(table.snapshot().ledgers())
        .isEqualTo(Map.of("retail-events/0", 9L, "retail-events/1", -1L));
    // One that ran before must not wait for ever, nor go on over the gap.
    assertProblem(
        Problem.REFUSED, () -> running.append(List.of(Ledgered.append(table, 0, 19, 29))));
    LedgeredAppender started = new LedgeredAppender(table);
    started.append(List.of(Ledgered.start(table, 0, 9, 29), Ledgered.start(table, 1, -1, 4)));
    assertThat(Ledgered.offsets(table, 0)).isEqualTo(Ledgered.upTo(29));
    assertThat(Ledgered.offsets(table, 1)).isEqualTo(Ledgered.upTo(4));
  }

  @Test
  void restoreOfAVersionThatHasTheSameLedgerNeedsNoRewinding() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    new LedgeredAppender(table)
        .append(List.of(Ledgered.start(table, 0, -1, 9), Ledgered.append(table, 0, 9, 19)));
    TableOptimizer.of(table).run(written -> {});

    new TableRestorer(table).restore(1, false);

    assertThat(table.snapshot().files()).hasSize(2);
    assertThat(table.snapshot().ledger("retail-events/0")).hasValue(19);
  }

  @Test
  void versionsOfSourcesGoBackWithTheRows() throws Exception {
    DeltaTable table = purchases(1);
    TableReplacer replacer = new TableReplacer(table);
    replacer.replace(List.of(), Map.of("silver_events", 4L));
    replacer.replace(List.of(), Map.of("silver_events", 9L));

    new TableRestorer(table).restore(2, false);

    assertThat(table.snapshot().sourceVersion("silver_events")).hasValue(4);
  }

  @Test
  void versionOutsideTheHistoryOrWithoutItsFilesIsAnErrorAndNothingIsChanged() throws Exception {
    DeltaTable table = purchases(3);
    assertProblem(Problem.VERSION_MISSING, () -> new TableRestorer(table).restore(9, false));
    TableOptimizer.of(table).run(written -> {});
    java.nio.file.Files.delete(
        table.localRoot().orElseThrow().resolve(table.snapshotAt(1).files().get(0).relativePath()));

    assertProblem(Problem.VERSION_MISSING, () -> new TableRestorer(table).restore(3, false));
    assertThat(table.snapshot().version()).isEqualTo(4);

    TableVacuum.of(table)
        .withClock(InstantSource.fixed(Instant.now().plus(Duration.ofDays(40))))
        .run(files -> {});
    assertProblem(Problem.VERSION_MISSING, () -> new TableRestorer(table).restore(3, false));
  }

  private DeltaTable purchases(int commits) throws Exception {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Purchases.DEFINITION);
    Purchases purchases = new Purchases(table, 1);
    for (int i = 0; i < commits; i++) {
      purchases.append(10, "2025-01");
    }
    return table;
  }

  private static void assertProblem(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(problem);
  }
}
