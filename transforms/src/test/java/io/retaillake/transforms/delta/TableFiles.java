package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes files as the sinks do, without a pipeline. */
public final class TableFiles {

  private TableFiles() {}

  /** Files with the rows of these elements, which no commit names yet. */
  public static <T> List<DataFile> write(DeltaTable table, RowMapper<T> rows, List<T> elements) {
    DataFileWriter writer =
        new DataFileWriter(table.definition(), LocalTables.folder(table), "test");
    elements.forEach(element -> rows.map(element, writer));
    try {
      return writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
