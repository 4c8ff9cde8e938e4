package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import java.util.List;

/** Writes files as the sinks do, without a pipeline. */
public final class TableFiles {

  private TableFiles() {}

  /** Files with the rows of these elements, which no commit names yet. */
  public static <T> List<DataFile> write(DeltaTable table, RowMapper<T> rows, List<T> elements) {
    try (DataFileSink sink = new DataFileSink(table, "test", ParquetIOFile::new)) {
      elements.forEach(element -> rows.map(element, sink::write));
      return sink.finish();
    }
  }
}
