package io.retaillake.lakehouse.internal;

import io.delta.kernel.ScanBuilder;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.expressions.Predicate;
import io.delta.kernel.utils.CloseableIterator;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.internal.KernelInternals.DeletionVector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of a snapshot with what it takes to remove it from the table.
 *
 * @param file its description; a row count of {@link ScanFiles#UNKNOWN} if no one counted
 * @param loggedPath its path as the log writes it
 * @param tags what the log remembers of it
 * @param deletionVector what takes rows of it away
 */
public record ActiveFile(
    DataFile file,
    String loggedPath,
    Map<String, String> tags,
    Optional<DeletionVector> deletionVector) {

  /** The files of a snapshot that may hold rows that meet the predicate, in the log's order. */
  static List<ActiveFile> of(TableHandle table, Snapshot snapshot, Optional<Predicate> predicate) {
    ScanBuilder all = snapshot.getScanBuilder();
    ScanBuilder scan = predicate.map(all::withFilter).orElse(all);
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scan.build().getScanFiles(table.engine(), true)) {
      List<ActiveFile> files = new ArrayList<>();
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files.add(ScanFiles.activeFile(rows.next()));
          }
        }
      }
      return files;
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  /** True if another file is this one: same path, same rows of it deleted. */
  public boolean isSame(ActiveFile other) {
    return loggedPath.equals(other.loggedPath)
        && deletionVector
            .map(DeletionVector::descriptor)
            .equals(other.deletionVector.map(DeletionVector::descriptor));
  }
}
