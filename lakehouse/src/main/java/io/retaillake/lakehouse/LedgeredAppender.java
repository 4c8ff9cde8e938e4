package io.retaillake.lakehouse;

import io.delta.kernel.Operation;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.Actions;
import io.retaillake.lakehouse.internal.Backoff;
import io.retaillake.lakehouse.internal.LedgerRule;
import io.retaillake.lakehouse.internal.RangeRewriter;
import io.retaillake.lakehouse.internal.TableCommitter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Appends ranges of Kafka offsets to a table, each exactly once. The table itself is the ledger: a
 * commit adds files and says, in the same step, up to which offset the table now holds each
 * partition. A range it holds is skipped, a range it holds in part is completed, and a range that
 * does not follow on waits for its predecessor, whichever process tries, in whatever order and
 * however often. A writer that was thought dead can do no harm: its commit fails if another one has
 * been made since it looked at the ledger.
 *
 * <p>Keeps the table's state between calls, so that a commit is quick. Not safe for use by several
 * threads; several appenders of one table are, in one process or many.
 */
public final class LedgeredAppender {
  private static final Comparator<RangeAppend> IN_ORDER =
      Comparator.comparing((RangeAppend append) -> append.range().ledgerId())
          .thenComparingLong(append -> append.range().fromExclusive())
          .thenComparingLong(append -> append.range().toInclusive());

  private static final int MOST_STORAGE_FAILURES = 3;

  private final DeltaTable table;
  private final TableCommitter committer;
  private final RangeRewriter rewriter;
  private Map<String, Long> ledgers = Map.of();
  private long ledgersVersion = -1;

  /**
   * @throws IllegalArgumentException if the table's definition has no offset column
   */
  public LedgeredAppender(DeltaTable table) {
    if (table.definition().offsetColumn().isEmpty()) {
      throw new IllegalArgumentException(
          "Table '" + table.definition().name() + "' has no offset column to keep a ledger by.");
    }
    this.table = table;
    this.committer = new TableCommitter(table.handle());
    this.rewriter = new RangeRewriter(table.handle());
  }

  /**
   * Commits as many of these ranges as the ledger allows, all in one commit.
   *
   * @return what became of each range
   * @throws LakehouseException COMMIT_CONFLICT if other writers were faster very many times;
   *     REFUSED if the table was restored to a time before what this appender has committed;
   *     WRITE_FAILED or READ_FAILED if the storage failed. The ranges can be handed in again after
   *     any of them: what has been committed is skipped then
   */
  public AppendResult append(List<RangeAppend> ranges) {
    List<RangeAppend> ordered = ranges.stream().sorted(IN_ORDER).toList();
    Backoff backoff = new Backoff(table.root());
    int storageFailures = 0;
    boolean looked = false;
    while (true) {
      Plan plan = plan(ordered);
      if (plan.moved.isEmpty()) {
        if (plan.waiting.isEmpty() || looked) {
          return plan.result(OptionalLong.empty());
        }
        // Another writer may have committed what is waited for.
        committer.reload();
        looked = true;
        continue;
      }
      try {
        OptionalLong version = committer.tryCommit(Operation.STREAMING_UPDATE, plan.actions());
        if (version.isPresent()) {
          plan.advanced.forEach(ledgers::put);
          ledgersVersion = version.getAsLong();
          return plan.result(version);
        }
      } catch (LakehouseException e) {
        // Whether the commit happened is unknown now, but the ledger knows.
        storageFailures++;
        if (e.problem() != Problem.WRITE_FAILED || storageFailures >= MOST_STORAGE_FAILURES) {
          throw e;
        }
      }
      backoff.pause();
    }
  }

  private Plan plan(List<RangeAppend> ordered) {
    if (ledgersVersion != committer.baseVersion()) {
      Map<String, Long> held = committer.baseLedgers();
      checkNoneWentBack(held);
      ledgers = held;
      ledgersVersion = committer.baseVersion();
    }
    Plan plan = new Plan();
    for (RangeAppend append : ordered) {
      String id = append.range().ledgerId();
      Long held = plan.advanced.getOrDefault(id, ledgers.get(id));
      OptionalLong ledger = held == null ? OptionalLong.empty() : OptionalLong.of(held);
      switch (LedgerRule.judge(ledger, append.range())) {
        case SKIP -> plan.skipped.add(append.range());
        case WAIT -> plan.waiting.add(append);
        case APPEND -> plan.take(append, append.files());
        case APPEND_REST -> plan.take(append, rest(append, ledger.getAsLong()));
      }
    }
    return plan;
  }

  /** A restore may have rewound the ledger: what was committed before would never come again. */
  private void checkNoneWentBack(Map<String, Long> held) {
    ledgers.forEach(
        (id, before) -> {
          if (held.getOrDefault(id, Long.MIN_VALUE) < before) {
            throw new LakehouseException(
                Problem.REFUSED,
                "The ledger of " + table.root() + " has gone back.",
                "It held " + id + " up to " + before + " and no longer does: it was restored.",
                "Start the stream again from the tables (--startFrom=ledger), without a checkpoint.");
          }
        });
  }

  private List<DataFile> rest(RangeAppend append, long held) {
    return append.files().stream()
        .flatMap(file -> rewriter.rowsBehind(held, file).stream())
        .toList();
  }

  /** What one attempt would commit. */
  private static final class Plan {
    private final Map<String, Long> advanced = new TreeMap<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<OffsetRange> moved = new ArrayList<>();
    private final List<OffsetRange> skipped = new ArrayList<>();
    private final List<RangeAppend> waiting = new ArrayList<>();

    void take(RangeAppend append, List<DataFile> rows) {
      advanced.put(append.range().ledgerId(), append.range().toInclusive());
      files.addAll(rows);
      moved.add(append.range());
    }

    Actions actions() {
      Actions actions = new Actions();
      actions.setLedgers(advanced);
      files.forEach(actions::add);
      return actions;
    }

    AppendResult result(OptionalLong version) {
      long rows = files.stream().mapToLong(DataFile::rowCount).sum();
      return AppendResult.of(version, rows, moved, skipped, waiting);
    }
  }
}
