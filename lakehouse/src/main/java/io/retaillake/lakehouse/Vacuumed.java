package io.retaillake.lakehouse;

import io.retaillake.lakehouse.internal.UnreferencedFiles.Found;
import io.retaillake.lakehouse.internal.UnreferencedFiles.Search;
import java.util.List;

/**
 * What a run of {@link TableVacuum} deleted, or would.
 *
 * @param files data files deleted
 * @param bytes their bytes
 * @param logFiles files of the log deleted
 * @param logBytes their bytes
 * @param keptFiles files of the table's folder that stay: those of the latest version, and those
 *     within the retention
 * @param keptBytes their bytes
 * @param uncommittedKept of these, files that no version names and that are too young to be sure
 */
public record Vacuumed(
    long files,
    long bytes,
    long logFiles,
    long logBytes,
    long keptFiles,
    long keptBytes,
    long uncommittedKept) {

  static Vacuumed of(Search found, List<Found> log) {
    return new Vacuumed(
        found.deletable().size(),
        bytes(found.deletable()),
        log.size(),
        bytes(log),
        found.kept().size(),
        bytes(found.kept()),
        found.uncommittedKept());
  }

  private static long bytes(List<Found> files) {
    return files.stream().mapToLong(Found::bytes).sum();
  }
}
