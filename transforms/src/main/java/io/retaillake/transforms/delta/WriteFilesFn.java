package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Writes the rows of a group into files of their own; see {@link ReplaceTable}. */
final class WriteFilesFn<T> extends DoFn<KV<Integer, Iterable<T>>, DataFile> {
  private static final long serialVersionUID = 1L;

  private final TableDefinition table;
  private final String lakehouse;
  private final RowMapper<T> rows;

  private transient Path root;

  WriteFilesFn(TableDefinition table, String lakehouse, RowMapper<T> rows) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.rows = rows;
  }

  @Setup
  public void setup() {
    root = LocalTables.folder(DeltaTable.openOrCreate(lakehouse, table));
  }

  @ProcessElement
  public void processElement(@Element KV<Integer, Iterable<T>> group, OutputReceiver<DataFile> out)
      throws IOException {
    DataFileWriter writer = new DataFileWriter(table, root, "rows");
    group.getValue().forEach(element -> rows.map(element, writer));
    writer.close().forEach(out::output);
  }
}
