package io.retaillake.lakehouse.internal;

import io.delta.kernel.Operation;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.data.Row;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries commits to one table, each on top of a snapshot that the caller has looked at: a commit
 * succeeds only if no other writer has committed since that snapshot. Kernel's own retries are off,
 * since it would not look at the ledger again. Keeps the snapshot after a commit, which spares the
 * next one reading the log. Not safe for use by several threads.
 */
public final class TableCommitter {
  private static final Logger LOG = LoggerFactory.getLogger(TableCommitter.class);

  private static final int MOST_LOOKS = 10;

  private final TableHandle table;
  private Snapshot snapshot;
  private Optional<CommitNote> note = Optional.empty();

  public TableCommitter(TableHandle table) {
    this.table = table;
  }

  /**
   * A version of the table.
   *
   * @param version the version
   * @param files its files
   * @param ledgers its ledger
   */
  public record Base(long version, List<ActiveFile> files, Map<String, Long> ledgers) {}

  /** The version that the next commit will stand on; loads the latest if there is none at hand. */
  public long baseVersion() {
    return base().getVersion();
  }

  /** Ledger entries at the version that the next commit will stand on. */
  public Map<String, Long> baseLedgers() {
    return look(this::ledgers);
  }

  /**
   * All files at the version that the next commit will stand on.
   *
   * @throws LakehouseException SCHEMA_DIFFERS or UNSUPPORTED_TABLE if the table is no longer as it
   *     is defined
   */
  public List<ActiveFile> baseFiles() {
    return look(this::files);
  }

  /** The version that the next commit will stand on; throws as {@link #baseFiles} does. */
  public Base baseContents() {
    return look(base -> new Base(base.getVersion(), files(base), ledgers(base)));
  }

  /** Forgets the snapshot at hand, so that the next commit stands on the latest version. */
  public void reload() {
    snapshot = null;
  }

  private Snapshot base() {
    if (snapshot == null) {
      snapshot = table.load(KernelInternals.noting(() -> note));
    }
    return snapshot;
  }

  /** Looks at the base; at the latest version if vacuum takes the log away under the reading. */
  private <T> T look(Function<Snapshot, T> reading) {
    for (int attempt = 1; ; attempt++) {
      Snapshot base = base();
      try {
        return reading.apply(base);
      } catch (LakehouseException e) {
        if (attempt == MOST_LOOKS || isLogThere(base)) {
          throw e;
        }
        snapshot = null;
      }
    }
  }

  private List<ActiveFile> files(Snapshot snapshot) {
    table.check(snapshot);
    return ActiveFile.of(table, snapshot, Optional.empty());
  }

  private Map<String, Long> ledgers(Snapshot snapshot) {
    try {
      return KernelInternals.ledgers(table.engine(), snapshot);
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  private boolean isLogThere(Snapshot snapshot) {
    return KernelInternals.isLogThere(table.engine(), snapshot);
  }

  /** The rows of files of the version that the next commit will stand on. */
  FileRows baseRows(FlatSchema schema) {
    return new FileRows(table, base(), schema);
  }

  /** As {@link #tryCommit(Operation, Actions)}, with a note for the table's history. */
  public OptionalLong tryCommit(CommitNote said, Actions actions) {
    note = Optional.of(said);
    try {
      return tryCommit(Operation.MANUAL_UPDATE, actions);
    } finally {
      note = Optional.empty();
    }
  }

  /**
   * Tries one commit.
   *
   * @return the version made; empty if another writer has made it first or vacuum has taken away
   *     the log that it stood on, after which the next commit stands on the latest version
   * @throws LakehouseException WRITE_FAILED if the storage failed. The commit may then have
   *     happened or not; the next one stands on the latest version
   */
  public OptionalLong tryCommit(Operation operation, Actions actions) {
    Snapshot base = base();
    snapshot = null;
    if (!isLogThere(base)) {
      return OptionalLong.empty();
    }
    try {
      TransactionCommitResult result =
          base.buildUpdateTableTransaction(TableHandle.ENGINE_INFO, operation)
              .withMaxRetries(0)
              .build(table.engine())
              .commit(table.engine(), CloseableIterable.inMemoryIterable(iterator(actions.rows())));
      if (isLogThere(base)) {
        boolean checkpointed = runHooks(result);
        // A snapshot that followed from commit to commit does not know of the checkpoint, and its
        // list of log files grows with every commit.
        snapshot = checkpointed ? null : result.getPostCommitSnapshot().orElse(null);
        return OptionalLong.of(result.getVersion());
      }
    } catch (MaxCommitRetryLimitReachedException e) {
      if (e.getCause() instanceof CommitFailedException failed && failed.isConflict()) {
        return OptionalLong.empty();
      }
      throw failed(e);
    } catch (RuntimeException e) {
      if (isLogThere(base)) {
        throw failed(e);
      }
    }
    // Vacuum took away the log below this commit meanwhile, perhaps with another writer's commit of
    // the same version. Then this one stands behind a checkpoint, where no reader looks.
    return look(latest -> isIn(latest, actions))
        ? OptionalLong.of(base.getVersion() + 1)
        : OptionalLong.empty();
  }

  private boolean isIn(Snapshot latest, Actions actions) {
    try {
      Set<String> removed = KernelInternals.removedFiles(table.engine(), latest).keySet();
      return actions.areIn(files(latest), removed, ledgers(latest));
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  private boolean runHooks(TransactionCommitResult result) {
    boolean checkpoint = false;
    for (PostCommitHook hook : result.getPostCommitHooks()) {
      if (hook.getType() != PostCommitHookType.CHECKPOINT) {
        continue;
      }
      checkpoint = true;
      try {
        hook.threadSafeInvoke(table.engine());
      } catch (IOException | RuntimeException e) {
        // The commit stands; readers have more of the log to read until the next checkpoint.
        LOG.warn("No checkpoint of {} at version {}", table.shown(), result.getVersion(), e);
      }
    }
    return checkpoint;
  }

  private LakehouseException failed(RuntimeException e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return new LakehouseException(
        Problem.WRITE_FAILED,
        "A commit to " + table.shown() + " failed.",
        "The storage reported: " + cause + ".",
        "Check that the disk is not full and the path is writable, then run again.",
        e);
  }

  private static CloseableIterator<Row> iterator(List<Row> rows) {
    Iterator<Row> iterator = rows.iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Row next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
