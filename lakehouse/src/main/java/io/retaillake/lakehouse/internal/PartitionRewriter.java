package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import io.retaillake.lakehouse.internal.flat.RollingFiles;
import io.retaillake.lakehouse.internal.flat.RowConsumer;
import io.retaillake.lakehouse.internal.flat.SortedRows;
import io.retaillake.lakehouse.internal.flat.ZOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Writes the rows of a partition's files into new files. Safe for use by several threads. */
public final class PartitionRewriter {
  private static final long ROWS_BETWEEN_REPORTS = 1_000;

  private final TableHandle table;
  private final FlatSchema schema;
  private final FileRows rows;
  private final List<String> zOrderColumns;
  private final long targetFileBytes;
  private final long memoryBytes;
  private final LongConsumer progress;
  private final AtomicLong written = new AtomicLong();

  /**
   * A rewriter of the files of one version of a table.
   *
   * @param memoryBytes most bytes of rows that one thread may hold
   * @param progress told how many rows all threads have written, one call at a time
   */
  public PartitionRewriter(
      TableHandle table,
      FlatSchema schema,
      FileRows rows,
      List<String> zOrderColumns,
      long targetFileBytes,
      long memoryBytes,
      LongConsumer progress) {
    this.table = table;
    this.schema = schema;
    this.rows = rows;
    this.zOrderColumns = zOrderColumns;
    this.targetFileBytes = targetFileBytes;
    this.memoryBytes = memoryBytes;
    this.progress = progress;
  }

  /**
   * Files and those that hold the same rows.
   *
   * @param from the files as they are
   * @param to the new ones, which no commit names yet
   * @param root the table's folder
   */
  public record Rewritten(List<ActiveFile> from, List<DataFile> to, Path root) {

    /** Removes the new files. */
    public void discard() {
      try {
        for (DataFile file : to) {
          Files.deleteIfExists(root.resolve(file.relativePath()));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Writes the rows of these files, all of one partition, into new ones.
   *
   * @throws LakehouseException READ_FAILED if a file is not what its description says, or can't be
   *     read; WRITE_FAILED
   */
  public Rewritten rewrite(List<ActiveFile> files) {
    Path root = table.localFolder().orElseThrow();
    try {
      List<DataFile> to = zOrderColumns.isEmpty() ? compact(files) : order(files);
      checkRows(files, to);
      return new Rewritten(files, to, root);
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.WRITE_FAILED,
          "Files of " + table.shown() + " could not be rewritten.",
          "The storage reported: " + e + ".",
          "Check that the disk is not full and the files are readable, then run again.",
          e);
    } catch (RuntimeException e) {
      throw table.unreadable(e);
    }
  }

  private List<DataFile> compact(List<ActiveFile> files) throws IOException {
    try (RollingFiles to = newFiles(files, countRows(files))) {
      rows.read(files, counted(to::write));
      return to.finish();
    }
  }

  private List<DataFile> order(List<ActiveFile> files) throws IOException {
    FlatSchema projection = schema.project(zOrderColumns);
    ZOrder.Sampler sampler = new ZOrder.Sampler(projection, positions(projection));
    rows.read(files, zOrderColumns, sampler::add);
    ZOrder curve = sampler.over(schema, positions(schema));
    try (SortedRows sorted =
            new SortedRows(schema, memoryBytes, table.localFolder().orElseThrow());
        RollingFiles to = newFiles(files, sampler.rows())) {
      rows.read(files, row -> sorted.add(curve.key(row), row));
      sorted.forEach(counted(to::write));
      return to.finish();
    }
  }

  private int[] positions(FlatSchema in) {
    return zOrderColumns.stream().mapToInt(in::indexOf).toArray();
  }

  private RollingFiles newFiles(List<ActiveFile> files, long rowCount) {
    long bytes = files.stream().mapToLong(file -> file.file().sizeBytes()).sum();
    long count = Math.max(1, -Math.floorDiv(-bytes, targetFileBytes));
    return new RollingFiles(
        table.definition(),
        schema,
        table.localFolder().orElseThrow(),
        "optimized",
        files.get(0).file().partitionValues(),
        Math.max(1, -Math.floorDiv(-rowCount, count)));
  }

  private long countRows(List<ActiveFile> files) throws IOException {
    if (files.stream().allMatch(file -> file.file().rowCount() != ScanFiles.UNKNOWN)) {
      return files.stream().mapToLong(file -> file.file().rowCount()).sum();
    }
    return rows.read(files, List.of(schema.names().get(0)), row -> {});
  }

  private RowConsumer counted(RowConsumer consumer) {
    return row -> {
      consumer.accept(row);
      long done = written.incrementAndGet();
      if (done % ROWS_BETWEEN_REPORTS == 0) {
        synchronized (progress) {
          progress.accept(done);
        }
      }
    };
  }

  /** No commit may name files that do not hold just the rows that the table says it has. */
  private void checkRows(List<ActiveFile> from, List<DataFile> to) throws IOException {
    long before = countRows(from);
    long after = to.stream().mapToLong(DataFile::rowCount).sum();
    if (before != after) {
      new Rewritten(from, to, table.localFolder().orElseThrow()).discard();
      throw new LakehouseException(
          Problem.READ_FAILED,
          "Files of " + table.shown() + " are not what the log says.",
          "By the log they hold " + before + " rows, but " + after + " were read.",
          "Look for files that were changed after they were committed; nothing was rewritten.");
    }
  }
}
