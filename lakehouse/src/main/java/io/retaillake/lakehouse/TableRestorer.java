package io.retaillake.lakehouse;

import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.Actions;
import io.retaillake.lakehouse.internal.ActiveFile;
import io.retaillake.lakehouse.internal.Backoff;
import io.retaillake.lakehouse.internal.CommitNote;
import io.retaillake.lakehouse.internal.SnapshotReader;
import io.retaillake.lakehouse.internal.TableCommitter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Brings a table back to what it was at a version of the past, by a new version: nothing of its
 * history is lost, and a restore can be undone by another one.
 *
 * <p>The ledger of Kafka offsets is the matter to mind. If the stream has gone on since the
 * version, there are two ways to be wrong: with the ledger as it is now, the rows that came since
 * would be lost for good, as the table would claim to hold them; with that of the version, a
 * running stream waits for offsets that it has committed long ago. So such a restore is refused
 * unless the ledger is to be rewound: then the stream, stopped before and started from the tables
 * afterwards, reads the records again and the rows come back, as long as Kafka still has them.
 * Versions of source tables, which say what the rows were made from, go back with the rows.
 */
public final class TableRestorer {
  private final DeltaTable table;
  private final TableCommitter committer;

  public TableRestorer(DeltaTable table) {
    this.table = table;
    this.committer = new TableCommitter(table.handle());
  }

  /** What a restore to the version would do now, or the error that it would end with. */
  public Restored plan(long version, boolean rewindLedger) {
    return attempt(SnapshotReader.at(table.handle(), version), rewindLedger).restored;
  }

  /**
   * Restores the table.
   *
   * @param rewindLedger whether the ledger may go back too
   * @throws LakehouseException VERSION_MISSING if the history does not hold the version, or vacuum
   *     has deleted files of it; REFUSED if the ledger has moved since, or the columns have changed
   */
  public Restored restore(long version, boolean rewindLedger) {
    SnapshotReader then = SnapshotReader.at(table.handle(), version);
    Backoff backoff = new Backoff(table.root());
    while (true) {
      Attempt attempt = attempt(then, rewindLedger);
      OptionalLong made =
          committer.tryCommit(
              new CommitNote(
                  "RESTORE",
                  Map.of("version", Long.toString(version)),
                  Map.of(
                      "numRestoredFiles", Long.toString(attempt.restored.filesRestored()),
                      "numRemovedFiles", Long.toString(attempt.restored.filesRemoved()))),
              attempt.actions);
      if (made.isPresent()) {
        return attempt.restored;
      }
      backoff.pause();
    }
  }

  private record Attempt(Actions actions, Restored restored) {}

  private Attempt attempt(SnapshotReader then, boolean rewindLedger) {
    then.checkSameColumns();
    TableCommitter.Base base = committer.baseContents();
    Map<String, ActiveFile> now = byPath(base.files());
    Map<String, ActiveFile> wanted = byPath(then.activeFiles());
    List<ActiveFile> removed = missing(now, wanted);
    List<ActiveFile> added = missing(wanted, now);
    checkOnDisk(added, then.version());
    Map<String, Long> rewound = rewound(base.ledgers(), then.ledgers());
    long offsets = checkLedger(rewound, base.ledgers(), then.version(), rewindLedger);
    Actions actions = new Actions();
    removed.forEach(actions::remove);
    added.forEach(actions::addAgain);
    actions.setLedgers(rewound);
    return new Attempt(
        actions,
        new Restored(
            then.version(), added.size(), removed.size(), rows(now), rows(wanted), offsets));
  }

  /** The entries that differ, as they were; one that was not there is before every offset. */
  private static Map<String, Long> rewound(Map<String, Long> now, Map<String, Long> then) {
    Map<String, Long> rewound = new TreeMap<>();
    now.forEach(
        (id, at) -> {
          long was = then.getOrDefault(id, -1L);
          if (was != at) {
            rewound.put(id, was);
          }
        });
    return rewound;
  }

  /** How many offsets the ledger goes back by. */
  private long checkLedger(
      Map<String, Long> rewound, Map<String, Long> now, long version, boolean rewindLedger) {
    long offsets = 0;
    for (Map.Entry<String, Long> entry : rewound.entrySet()) {
      if (!entry.getKey().startsWith(TableReplacer.SOURCE)) {
        offsets += now.get(entry.getKey()) - entry.getValue();
      }
    }
    if (offsets != 0 && !rewindLedger) {
      throw new LakehouseException(
          Problem.REFUSED,
          "Table " + table.root() + " was not restored to version " + version + ".",
          "Since then the stream has brought it the records of "
              + offsets
              + " offsets, which would be lost: the ledger says that the table holds them.",
          "Stop the stream, restore with the ledger rewound, and start the stream from the tables:"
              + " it reads these records again.");
    }
    return offsets;
  }

  private void checkOnDisk(List<ActiveFile> files, long version) {
    Path root =
        table
            .localRoot()
            .orElseThrow(() -> RowsOfFiles.unsupported(table, "It is on no local disk", null));
    for (ActiveFile file : files) {
      if (!Files.exists(root.resolve(file.file().relativePath()))) {
        throw new LakehouseException(
            Problem.VERSION_MISSING,
            "Table " + table.root() + " can't be restored to version " + version + ".",
            "Vacuum has deleted files of it, such as " + file.file().relativePath() + ".",
            "Choose a version whose files are still there; nothing was changed.");
      }
    }
  }

  private static List<ActiveFile> missing(
      Map<String, ActiveFile> from, Map<String, ActiveFile> in) {
    List<ActiveFile> missing = new ArrayList<>();
    from.forEach(
        (path, file) -> {
          ActiveFile other = in.get(path);
          if (other == null || !file.isSame(other)) {
            missing.add(file);
          }
        });
    return missing;
  }

  private static Map<String, ActiveFile> byPath(List<ActiveFile> files) {
    Map<String, ActiveFile> byPath = new HashMap<>();
    files.forEach(file -> byPath.put(file.loggedPath(), file));
    return byPath;
  }

  private static long rows(Map<String, ActiveFile> files) {
    return files.values().stream().mapToLong(file -> Math.max(0, file.file().rowCount())).sum();
  }
}
