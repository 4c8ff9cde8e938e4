package io.retaillake.lakehouse;

import static io.retaillake.lakehouse.Ledgered.append;
import static io.retaillake.lakehouse.Ledgered.ledgerId;
import static io.retaillake.lakehouse.Ledgered.offsets;
import static io.retaillake.lakehouse.Ledgered.start;
import static io.retaillake.lakehouse.Ledgered.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgeredAppenderTest {
  @TempDir Path lakehouse;
  private DeltaTable table;
  private LedgeredAppender appender;

  @BeforeEach
  void createTable() {
    table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    appender = new LedgeredAppender(table);
  }

  @Test
  void oneCommitHoldsTheRangesOfAllPartitionsAndMovesTheirLedgers() {
    AppendResult result = appender.append(List.of(start(table, 1, -1, 4), start(table, 0, -1, 9)));

    assertThat(result.version()).hasValue(1);
    assertThat(result.rows()).isEqualTo(15);
    assertThat(result.committed()).hasSize(2);
    assertThat(table.snapshot().ledgers()).isEqualTo(Map.of(ledgerId(0), 9L, ledgerId(1), 4L));
    assertThat(table.snapshot().rowCount()).isEqualTo(15);
    assertThat(offsets(table, 0)).isEqualTo(upTo(9));
    assertThat(offsets(table, 1)).isEqualTo(upTo(4));
  }

  @Test
  void rangeThatTheTableHoldsIsSkippedWithoutACommit() {
    appender.append(List.of(start(table, 0, -1, 9)));

    AppendResult again = appender.append(List.of(start(table, 0, -1, 9)));
    AppendResult part = appender.append(List.of(append(table, 0, 2, 6)));

    assertThat(again.version()).isEmpty();
    assertThat(again.skipped()).hasSize(1);
    assertThat(part.skipped()).hasSize(1);
    assertThat(table.snapshot().version()).isEqualTo(1);
    assertThat(offsets(table, 0)).isEqualTo(upTo(9));
  }

  @Test
  void rangeThatTheTableHoldsInPartIsCompleted() {
    appender.append(List.of(start(table, 0, -1, 9)));

    AppendResult result = appender.append(List.of(append(table, 0, 4, 14)));

    assertThat(result.rows()).isEqualTo(5);
    assertThat(result.committed()).containsExactly(OffsetRange.of(ledgerId(0), 4, 14));
    assertThat(offsets(table, 0)).isEqualTo(upTo(14));
    assertThat(table.snapshot().ledger(ledgerId(0))).isEqualTo(OptionalLong.of(14));
  }

  @Test
  void completedRangeOpensOnlyTheFileThatIsCut() {
    appender.append(List.of(start(table, 0, -1, 9)));
    DataFile held = Ledgered.file(table, 0, 5, 9);
    DataFile cut = Ledgered.file(table, 0, 8, 11);
    DataFile untouched = Ledgered.file(table, 0, 12, 14);

    AppendResult result =
        appender.append(
            List.of(
                RangeAppend.of(OffsetRange.of(ledgerId(0), 4, 14), List.of(held, cut, untouched))));

    assertThat(result.rows()).isEqualTo(5);
    assertThat(table.snapshot().files())
        .extracting(DataFile::relativePath)
        .contains(untouched.relativePath())
        .doesNotContain(held.relativePath(), cut.relativePath());
    assertThat(offsets(table, 0)).isEqualTo(upTo(14));
  }

  @Test
  void rangeAheadOfItsPredecessorWaitsAndIsCommittedWithIt() {
    appender.append(List.of(start(table, 0, -1, 4)));

    AppendResult ahead = appender.append(List.of(append(table, 0, 9, 14)));
    assertThat(ahead.version()).isEmpty();
    assertThat(ahead.waiting()).hasSize(1);

    AppendResult both = appender.append(List.of(ahead.waiting().get(0), append(table, 0, 4, 9)));
    assertThat(both.version()).hasValue(2);
    assertThat(both.rows()).isEqualTo(10);
    assertThat(offsets(table, 0)).isEqualTo(upTo(14));
  }

  @Test
  void waitingRangeSeesWhatAnotherWriterCommitted() {
    appender.append(List.of(start(table, 0, -1, 4)));
    new LedgeredAppender(table).append(List.of(append(table, 0, 4, 9)));

    assertThat(appender.append(List.of(append(table, 0, 9, 14))).waiting()).isEmpty();
    assertThat(offsets(table, 0)).isEqualTo(upTo(14));
  }

  @Test
  void firstRangeOfAPartitionWaitsUnlessItStartsAChain() {
    assertThat(appender.append(List.of(append(table, 0, -1, 4))).waiting()).hasSize(1);
    assertThat(appender.append(List.of(start(table, 0, -1, 4))).committed()).hasSize(1);
  }

  @Test
  void rangeThatStartsAChainMayFollowAGap() {
    appender.append(List.of(start(table, 0, -1, 4)));

    AppendResult result = appender.append(List.of(start(table, 0, 9, 12)));

    assertThat(result.rows()).isEqualTo(3);
    assertThat(offsets(table, 0)).containsExactly(0L, 1L, 2L, 3L, 4L, 10L, 11L, 12L);
  }

  @Test
  void rangeWithoutRowsMovesTheLedger() {
    AppendResult result =
        appender.append(
            List.of(RangeAppend.of(OffsetRange.startingChain(ledgerId(0), -1, 99), List.of())));

    assertThat(result.version()).hasValue(1);
    assertThat(result.rows()).isZero();
    assertThat(table.snapshot().ledger(ledgerId(0))).hasValue(99);
    assertThat(appender.append(List.of(append(table, 0, 99, 101))).rows()).isEqualTo(2);
  }

  @Test
  void staleWriterCompletesOnlyWhatIsMissing() {
    LedgeredAppender stale = new LedgeredAppender(table);
    stale.append(List.of(start(table, 0, -1, 4)));
    new LedgeredAppender(table).append(List.of(append(table, 0, 4, 11)));

    AppendResult result = stale.append(List.of(append(table, 0, 4, 9), append(table, 0, 9, 14)));

    assertThat(result.skipped()).containsExactly(OffsetRange.of(ledgerId(0), 4, 9));
    assertThat(result.rows()).isEqualTo(3);
    assertThat(offsets(table, 0)).isEqualTo(upTo(14));
  }

  @Test
  void fiftiethCommitLeavesACheckpointAndTheLedgerSurvivesIt() {
    appender.append(List.of(start(table, 0, -1, 0)));
    for (long offset = 0; offset < 54; offset++) {
      appender.append(List.of(append(table, 0, offset, offset + 1)));
    }

    assertThat(table.localRoot().orElseThrow().resolve("_delta_log"))
        .isDirectoryContaining("glob:**00050.checkpoint*.parquet");
    DeltaTable reopened = DeltaTable.open(lakehouse.toString(), Ledgered.DEFINITION);
    assertThat(reopened.snapshot().version()).isEqualTo(55);
    assertThat(reopened.snapshot().ledgers()).isEqualTo(Map.of(ledgerId(0), 54L));
    assertThat(offsets(reopened, 0)).isEqualTo(upTo(54));
    assertThat(new LedgeredAppender(reopened).append(List.of(append(reopened, 0, 50, 56))).rows())
        .isEqualTo(2);
  }

  @Test
  void tableWithoutOffsetColumnHasNoLedger() {
    TableDefinition plain =
        TableDefinition.builder("plain")
            .column(Column.required("n", ColumnType.LONG, "A number"))
            .build();
    DeltaTable other = DeltaTable.openOrCreate(lakehouse.toString(), plain);

    assertThatThrownBy(() -> new LedgeredAppender(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'plain' has no offset column");
  }
}
