package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Commits that take files out of a table and put others in their place. Such a commit is good on
 * top of any version in which all files that it takes out are still there as they were, since then
 * no one has deleted or changed a row of theirs; what others append meanwhile does not matter to
 * it. Not safe for use by several threads.
 */
public final class RewriteCommitter {
  private final TableHandle table;
  private final TableCommitter committer;

  public RewriteCommitter(TableHandle table) {
    this.table = table;
    this.committer = new TableCommitter(table);
  }

  /** The files of the latest version, and what is needed to read their rows later on. */
  public Base latest(FlatSchema schema) {
    committer.reload();
    TableCommitter.Base base = committer.baseContents();
    return new Base(base.version(), base.files(), base.ledgers(), committer.baseRows(schema));
  }

  /**
   * A version of the table that a rewrite begins from.
   *
   * @param version the version
   * @param files its files
   * @param ledgers its ledger
   * @param rows the rows of its files
   */
  public record Base(
      long version, List<ActiveFile> files, Map<String, Long> ledgers, FileRows rows) {}

  /**
   * Commits once all files to be removed are as they were in the version at hand, however often
   * other writers are faster.
   *
   * @param removed the files that it takes out
   * @param actions adds the actions of the commit, anew for each attempt
   * @return the version made; empty if some file to be removed is no longer there as it was: then
   *     nothing was committed
   */
  public OptionalLong commit(
      CommitNote note, Collection<ActiveFile> removed, Consumer<Actions> actions) {
    Backoff backoff = new Backoff(table.shown());
    while (true) {
      if (!areActive(removed)) {
        return OptionalLong.empty();
      }
      Actions attempt = new Actions();
      actions.accept(attempt);
      OptionalLong version = committer.tryCommit(note, attempt);
      if (version.isPresent()) {
        return version;
      }
      backoff.pause();
    }
  }

  /** Commits a rearrangement: the same rows in other files. */
  public OptionalLong commitRearranged(
      CommitNote note, List<ActiveFile> removed, List<DataFile> added, Map<String, String> tags) {
    return commit(
        note,
        removed,
        actions -> {
          removed.forEach(actions::removeRearranged);
          added.forEach(file -> actions.addRearranged(file, tags));
        });
  }

  private boolean areActive(Collection<ActiveFile> removed) {
    Map<String, ActiveFile> active = new HashMap<>();
    committer.baseFiles().forEach(file -> active.put(file.loggedPath(), file));
    return removed.stream()
        .allMatch(
            file -> {
              ActiveFile now = active.get(file.loggedPath());
              return now != null && file.isSame(now);
            });
  }
}
