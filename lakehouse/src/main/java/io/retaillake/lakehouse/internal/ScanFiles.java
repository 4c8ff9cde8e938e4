package io.retaillake.lakehouse.internal;

import io.delta.kernel.data.Row;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.internal.KernelInternals.DeletionVector;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;

/** The files of a snapshot as Kernel gives them, and as the module's users get them. */
final class ScanFiles {
  /** Row count of a file whose statistics don't tell. */
  static final long UNKNOWN = -1;

  private ScanFiles() {}

  /** The file of a row of {@code Scan.getScanFiles} with statistics. */
  static ActiveFile activeFile(Row scanFile) throws IOException {
    Row add = scanFile.getStruct(scanFile.getSchema().indexOf("add"));
    StructType schema = add.getSchema();
    int tags = schema.indexOf("tags");
    return new ActiveFile(
        dataFile(scanFile),
        add.getString(schema.indexOf("path")),
        tags < 0 || add.isNullAt(tags) ? Map.of() : KernelInternals.textMap(add.getMap(tags)),
        KernelInternals.deletionVector(scanFile));
  }

  /** The description of the file of a row of {@code Scan.getScanFiles} with statistics. */
  static DataFile dataFile(Row scanFile) throws IOException {
    Row add = scanFile.getStruct(scanFile.getSchema().indexOf("add"));
    StructType schema = add.getSchema();
    int statisticsIndex = schema.indexOf("stats");
    String statistics =
        statisticsIndex < 0 || add.isNullAt(statisticsIndex) ? "" : add.getString(statisticsIndex);
    long deletedRows =
        KernelInternals.deletionVector(scanFile).map(DeletionVector::deletedRows).orElse(0L);
    OptionalLong rows = StatisticsJson.rowCount(statistics);
    return DataFile.of(
        URI.create(add.getString(schema.indexOf("path"))).getPath(),
        add.getLong(schema.indexOf("size")),
        add.getLong(schema.indexOf("modificationTime")),
        KernelInternals.partitionValues(scanFile),
        rows.isPresent() ? rows.getAsLong() - deletedRows : UNKNOWN,
        statistics);
  }

  static <T> CloseableIterator<T> one(T value) {
    Iterator<T> iterator = Collections.singleton(value).iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public T next() {
        return iterator.next();
      }

      @Override
      public void close() {}
    };
  }
}
