package io.retaillake.lakehouse;

import io.delta.kernel.Operation;
import io.retaillake.lakehouse.internal.Actions;
import io.retaillake.lakehouse.internal.Backoff;
import io.retaillake.lakehouse.internal.TableCommitter;
import java.util.List;
import java.util.OptionalLong;

/**
 * Appends files to a table, all files of a call in one commit. Keeps no ledger: a caller that hands
 * the same rows in again after a failure has them in the table twice, so it is for tables whose
 * readers don't mind, such as windows where the row with the most events is the truth.
 *
 * <p>Not safe for use by several threads; several appenders of one table are.
 */
public final class RowAppender {
  private final DeltaTable table;
  private final TableCommitter committer;

  public RowAppender(DeltaTable table) {
    this.table = table;
    this.committer = new TableCommitter(table.handle());
  }

  /**
   * Commits these files.
   *
   * @return the version made; empty if there were no files
   * @throws LakehouseException COMMIT_CONFLICT if other writers were faster very many times;
   *     WRITE_FAILED if the storage failed, when the commit may have happened or not
   */
  public OptionalLong append(List<DataFile> files) {
    if (files.isEmpty()) {
      return OptionalLong.empty();
    }
    Backoff backoff = new Backoff(table.root());
    while (true) {
      Actions actions = new Actions();
      files.forEach(actions::add);
      OptionalLong version = committer.tryCommit(Operation.WRITE, actions);
      if (version.isPresent()) {
        return version;
      }
      backoff.pause();
    }
  }
}
