package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Writes the rows of a group into files of their own; see {@link ReplaceTable}. */
final class WriteFilesFn<T> extends DoFn<KV<Integer, Iterable<T>>, DataFile> {
  private static final long serialVersionUID = 1L;

  private final TableDefinition table;
  private final String lakehouse;
  private final RowMapper<T> rows;

  private transient DeltaTable deltaTable;

  WriteFilesFn(TableDefinition table, String lakehouse, RowMapper<T> rows) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.rows = rows;
  }

  @Setup
  public void setup() {
    deltaTable = DeltaTable.openOrCreate(lakehouse, table);
  }

  @ProcessElement
  public void processElement(
      @Element KV<Integer, Iterable<T>> group, OutputReceiver<DataFile> out) {
    try (DataFileSink sink = new DataFileSink(deltaTable, "rows", ParquetIOFile::new)) {
      group.getValue().forEach(element -> rows.map(element, sink::write));
      sink.finish().forEach(out::output);
    }
  }
}
