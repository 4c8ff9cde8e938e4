package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.LogCleaner;
import io.retaillake.lakehouse.internal.UnreferencedFiles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Deletes what no version within the retention needs: data files that were removed from the table
 * longer ago, files that no version names (of crashed writers), and commits of the log that are
 * older and that a checkpoint stands in for. Afterwards the table's history begins where its files
 * do, so that a version that can't be read any more is not there to be asked for either.
 *
 * <p>The latest version is never touched. A file that no version names may belong to a writer that
 * has not committed it yet: it is kept until it is older than {@link #uncommittedGrace()}, however
 * short the retention is. A crash leaves the table readable, with less deleted. Local tables only.
 */
@AutoValue
public abstract class TableVacuum {
  /** The shortest retention without force: readers and time travel count on it. */
  public static final Duration LEAST_RETENTION = Duration.ofDays(30);

  private static final Duration DEFAULT_GRACE = Duration.ofHours(1);

  abstract DeltaTable table();

  abstract Duration retention();

  abstract Duration uncommittedGrace();

  abstract InstantSource clock();

  /** A vacuum that keeps 30 days. */
  public static TableVacuum of(DeltaTable table) {
    return new AutoValue_TableVacuum(table, LEAST_RETENTION, DEFAULT_GRACE, InstantSource.system());
  }

  /**
   * Keeps this long instead.
   *
   * @param force must be true for less than 30 days
   * @throws LakehouseException REFUSED if it is less without force, or negative
   */
  public TableVacuum withRetention(Duration retention, boolean force) {
    if (retention.isNegative() || (retention.compareTo(LEAST_RETENTION) < 0 && !force)) {
      throw new LakehouseException(
          Problem.REFUSED,
          "Files of " + table().root() + " that were removed less than 30 days ago are kept.",
          "A retention of "
              + retention.toHours()
              + " hours would take them from running readers, and from time travel and restore.",
          "Keep 30 days, or force it once you know that no one needs them.");
    }
    return new AutoValue_TableVacuum(table(), retention, uncommittedGrace(), clock());
  }

  /**
   * Keeps files that no version names at least this long (an hour). Nothing is safe only while no
   * writer runs.
   */
  public TableVacuum withUncommittedGrace(Duration grace) {
    return new AutoValue_TableVacuum(table(), retention(), grace, clock());
  }

  /** Takes the time from this clock. */
  public TableVacuum withClock(InstantSource clock) {
    return new AutoValue_TableVacuum(table(), retention(), uncommittedGrace(), clock);
  }

  /** What a run would delete now. */
  public Vacuumed plan() {
    return Vacuumed.of(
        find(), LogCleaner.removable(table().handle(), clock().instant().minus(retention())));
  }

  /**
   * Deletes it.
   *
   * @param progress told how many files are deleted, now and then
   * @throws LakehouseException READ_FAILED, or WRITE_FAILED if a file can't be deleted
   */
  public Vacuumed run(LongConsumer progress) {
    // The log first: no version may be there whose files are not.
    List<UnreferencedFiles.Found> log =
        LogCleaner.clean(table().handle(), clock().instant().minus(retention()));
    UnreferencedFiles.Search found = find();
    UnreferencedFiles.delete(table().handle(), found.deletable(), progress);
    return Vacuumed.of(found, log);
  }

  private UnreferencedFiles.Search find() {
    Duration grace =
        uncommittedGrace().compareTo(retention()) > 0 ? uncommittedGrace() : retention();
    return UnreferencedFiles.search(
        table().handle(), clock().instant().minus(retention()), clock().instant().minus(grace));
  }
}
