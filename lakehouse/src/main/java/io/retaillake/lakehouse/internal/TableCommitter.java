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

  private final TableHandle table;
  private Snapshot snapshot;
  private Optional<CommitNote> note = Optional.empty();

  public TableCommitter(TableHandle table) {
    this.table = table;
  }

  /** The version that the next commit will stand on; loads the latest if there is none at hand. */
  public long baseVersion() {
    return base().getVersion();
  }

  /** Ledger entries at the version that the next commit will stand on. */
  public Map<String, Long> baseLedgers() {
    try {
      return KernelInternals.ledgers(table.engine(), base());
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  /** Forgets the snapshot at hand, so that the next commit stands on the latest version. */
  public void reload() {
    snapshot = null;
  }

  private Snapshot base() {
    // A commit reads the log that its snapshot came from, and vacuum may have shortened it.
    if (snapshot == null || !KernelInternals.isLogThere(table.engine(), snapshot)) {
      snapshot = table.load(KernelInternals.noting(() -> note));
    }
    return snapshot;
  }

  /**
   * All files at the version that the next commit will stand on.
   *
   * @throws LakehouseException SCHEMA_DIFFERS or UNSUPPORTED_TABLE if the table is no longer as it
   *     is defined
   */
  public List<ActiveFile> baseFiles() {
    table.check(base());
    return ActiveFile.of(table, base(), Optional.empty());
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
   * @return the version made; empty if another writer has made it first, after which the next
   *     commit stands on the latest version
   * @throws LakehouseException WRITE_FAILED if the storage failed. The commit may then have
   *     happened or not; the next one stands on the latest version
   */
  public OptionalLong tryCommit(Operation operation, Actions actions) {
    Snapshot base = base();
    snapshot = null;
    try {
      TransactionCommitResult result =
          base.buildUpdateTableTransaction(TableHandle.ENGINE_INFO, operation)
              .withMaxRetries(0)
              .build(table.engine())
              .commit(table.engine(), CloseableIterable.inMemoryIterable(iterator(actions.rows())));
      boolean checkpointed = runHooks(result);
      // A snapshot that followed from commit to commit does not know of the checkpoint, and its
      // list of log files grows with every commit.
      snapshot = checkpointed ? null : result.getPostCommitSnapshot().orElse(null);
      return OptionalLong.of(result.getVersion());
    } catch (MaxCommitRetryLimitReachedException e) {
      if (e.getCause() instanceof CommitFailedException failed && failed.isConflict()) {
        return OptionalLong.empty();
      }
      throw failed(e);
    } catch (RuntimeException e) {
      throw failed(e);
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
