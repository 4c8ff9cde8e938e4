package io.retaillake.lakehouse.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.delta.kernel.data.Row;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.retaillake.lakehouse.DataFile;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Iterator;

/** The files of a snapshot as Kernel gives them, and as the module's users get them. */
final class ScanFiles {
  /** Row count of a file whose statistics don't tell. */
  static final long UNKNOWN = -1;

  private static final JsonFactory JSON = new JsonFactory();

  private ScanFiles() {}

  /** The file of a row of {@code Scan.getScanFiles} with statistics. */
  static DataFile dataFile(Row scanFile) throws IOException {
    Row add = scanFile.getStruct(scanFile.getSchema().indexOf("add"));
    StructType schema = add.getSchema();
    int statisticsIndex = schema.indexOf("stats");
    String statistics =
        statisticsIndex < 0 || add.isNullAt(statisticsIndex) ? "" : add.getString(statisticsIndex);
    long physicalRows = rowCount(statistics);
    return DataFile.of(
        URI.create(add.getString(schema.indexOf("path"))).getPath(),
        add.getLong(schema.indexOf("size")),
        add.getLong(schema.indexOf("modificationTime")),
        KernelInternals.partitionValues(scanFile),
        physicalRows == UNKNOWN ? UNKNOWN : physicalRows - KernelInternals.deletedRows(scanFile),
        statistics);
  }

  private static long rowCount(String statistics) throws IOException {
    if (statistics.isEmpty()) {
      return UNKNOWN;
    }
    try (JsonParser json = JSON.createParser(statistics)) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = json.currentName().equals("numRecords");
        json.nextToken();
        if (found) {
          return json.getLongValue();
        }
        json.skipChildren();
      }
    }
    return UNKNOWN;
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
