package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.RowVisitor;
import io.retaillake.lakehouse.TableDescription;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads one version of a table. */
public final class SnapshotReader {
  private final TableHandle table;
  private final Snapshot snapshot;

  private SnapshotReader(TableHandle table, Snapshot snapshot) {
    this.table = table;
    this.snapshot = snapshot;
  }

  /** Reads the latest version. */
  public static SnapshotReader latest(TableHandle table) {
    return new SnapshotReader(table, table.load());
  }

  /** Reads a version of the past. */
  public static SnapshotReader at(TableHandle table, long version) {
    return new SnapshotReader(table, table.load(version));
  }

  /** Reads the version that was the latest at a time. */
  public static SnapshotReader at(TableHandle table, Instant timestamp) {
    return new SnapshotReader(table, table.load(timestamp));
  }

  /** When the version was committed. */
  public Instant timestamp() {
    return Instant.ofEpochMilli(snapshot.getTimestamp(table.engine()));
  }

  public long version() {
    return snapshot.getVersion();
  }

  public String tableId() {
    return KernelInternals.tableId(snapshot);
  }

  /** The files that may hold rows that pass the filter, in the log's order. */
  public List<DataFile> files(RowFilter filter) {
    return ActiveFile.of(
            table, snapshot, KernelPredicates.of(table.definition(), filter.conditions()))
        .stream()
        .map(file -> counted(file.file()))
        .toList();
  }

  /** Counts the rows of a file whose writer left no statistics. */
  private DataFile counted(DataFile file) {
    if (file.rowCount() != ScanFiles.UNKNOWN) {
      return file;
    }
    long[] rows = {0};
    String anyColumn = table.definition().columns().get(0).name();
    scan(
        List.of(anyColumn),
        RowFilter.all(),
        candidate -> candidate.relativePath().equals(file.relativePath()),
        row -> rows[0]++);
    return DataFile.of(
        file.relativePath(),
        file.sizeBytes(),
        file.modificationMillis(),
        file.partitionValues(),
        rows[0],
        file.statistics());
  }

  /** All files of the version. */
  public List<ActiveFile> activeFiles() {
    return ActiveFile.of(table, snapshot, Optional.empty());
  }

  /** Makes sure that the version has the columns of the table's definition. */
  public void checkSameColumns() {
    table.check(snapshot);
  }

  /** Describes the version. */
  public TableDescription describe() {
    TableMetadata metadata = KernelInternals.metadata(snapshot);
    List<DataFile> files = files(RowFilter.all());
    LongSummaryStatistics sizes = files.stream().mapToLong(DataFile::sizeBytes).summaryStatistics();
    return new TableDescription(
        version(),
        timestamp(),
        metadata.description(),
        metadata.createdAt(),
        metadata.minReaderVersion(),
        metadata.minWriterVersion(),
        metadata.features(),
        snapshot.getPartitionColumnNames(),
        files.stream().map(DataFile::partitionValues).distinct().count(),
        files.size(),
        files.stream().mapToLong(DataFile::rowCount).sum(),
        sizes.getSum(),
        files.isEmpty() ? 0 : sizes.getMin(),
        files.isEmpty() ? 0 : sizes.getMax(),
        new TreeMap<>(snapshot.getTableProperties()),
        ledgers());
  }

  public Map<String, Long> ledgers() {
    try {
      return KernelInternals.ledgers(table.engine(), snapshot);
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  public void scan(
      List<String> columns, RowFilter filter, Predicate<DataFile> files, RowVisitor visitor) {
    TableScanner scanner = new TableScanner(table, snapshot, columns, filter);
    RowVisitor guarded =
        row -> {
          try {
            visitor.visit(row);
          } catch (RuntimeException e) {
            throw new VisitorFailure(e);
          }
        };
    try {
      scanner.scan(files, guarded);
    } catch (VisitorFailure e) {
      throw e.failure;
    } catch (IOException | RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  /** Carries what the visitor threw past the handling of read errors. */
  private static final class VisitorFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException failure;

    VisitorFailure(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
