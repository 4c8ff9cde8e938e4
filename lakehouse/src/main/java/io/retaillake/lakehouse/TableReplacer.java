package io.retaillake.lakehouse;

import io.retaillake.lakehouse.internal.Actions;
import io.retaillake.lakehouse.internal.ActiveFile;
import io.retaillake.lakehouse.internal.Backoff;
import io.retaillake.lakehouse.internal.CommitNote;
import io.retaillake.lakehouse.internal.TableCommitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Replaces all rows of a table by others, in one commit: a reader sees the old rows or the new
 * ones, never a mixture and never none. For tables that are built anew from others, such as those
 * of gold. If another writer commits meanwhile, what it wrote is replaced too.
 *
 * <pre>{@code
 * List<DataFile> files = ...; // written under the table's folder, by DataFileSink for example
 * new TableReplacer(table).replace(files, Map.of("silver_events", silver.version()));
 * }</pre>
 *
 * <p>Not safe for use by several threads; several replacers of one table are, the last one wins.
 */
public final class TableReplacer {
  static final String SOURCE = "source/";

  private final DeltaTable table;
  private final TableCommitter committer;

  /**
   * A replacer of this table.
   *
   * @throws IllegalArgumentException if it keeps a ledger of offsets, which would say afterwards
   *     that the table holds what was replaced
   */
  public TableReplacer(DeltaTable table) {
    if (table.definition().offsetColumn().isPresent()) {
      throw new IllegalArgumentException(
          "Table '" + table.definition().name() + "' keeps a ledger: it can't be replaced.");
    }
    this.table = table;
    this.committer = new TableCommitter(table.handle());
  }

  /** As {@link #replace(List, Map)}, for rows that were made from no other table. */
  public long replace(List<DataFile> files) {
    return replace(files, Map.of());
  }

  /**
   * Replaces the table's rows by those of these files. Without files the table is empty afterwards.
   *
   * @param sources the version of each table that the rows were made from, by its name; {@link
   *     TableSnapshot#sourceVersion} reads it back
   * @return the version made; if these files are in the table already, as a try before made the
   *     commit, nothing is committed and it is the latest version
   * @throws LakehouseException COMMIT_CONFLICT if other writers were faster very many times;
   *     SCHEMA_DIFFERS if another engine changed the table's columns; WRITE_FAILED if the storage
   *     failed, when the commit may have happened or not: it can be tried again as it is
   */
  public long replace(List<DataFile> files, Map<String, Long> sources) {
    Map<String, Long> sourceEntries = new TreeMap<>();
    sources.forEach((name, version) -> sourceEntries.put(SOURCE + name, version));
    Backoff backoff = new Backoff(table.root());
    while (true) {
      List<ActiveFile> replaced = committer.baseFiles();
      if (areThere(files, replaced)) {
        return committer.baseVersion();
      }
      Actions actions = new Actions();
      replaced.forEach(actions::remove);
      files.forEach(actions::add);
      actions.setLedgers(sourceEntries);
      OptionalLong version = committer.tryCommit(note(replaced, files, sources), actions);
      if (version.isPresent()) {
        return version.getAsLong();
      }
      backoff.pause();
    }
  }

  /** Whether a try before this one made the commit: a file is written for one replacement only. */
  private static boolean areThere(List<DataFile> files, List<ActiveFile> active) {
    Set<String> paths =
        active.stream().map(file -> file.file().relativePath()).collect(Collectors.toSet());
    return !files.isEmpty() && files.stream().allMatch(file -> paths.contains(file.relativePath()));
  }

  private static CommitNote note(
      List<ActiveFile> replaced, List<DataFile> files, Map<String, Long> sources) {
    Map<String, String> parameters = new HashMap<>(Map.of("mode", "Overwrite"));
    sources.forEach((name, version) -> parameters.put(SOURCE + name, version.toString()));
    return new CommitNote(
        "WRITE",
        parameters,
        Map.of(
            "numFiles", Integer.toString(files.size()),
            "numOutputRows", Long.toString(files.stream().mapToLong(DataFile::rowCount).sum()),
            "numRemovedFiles", Integer.toString(replaced.size())));
  }
}
