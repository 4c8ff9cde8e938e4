package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/** Lists the files of a lakehouse's table, each with the version that they all belong to. */
final class ListFilesFn extends DoFn<String, KV<Long, String>> {

  private final TableDefinition table;
  private final RowFilter filter;
  private final SerializableFunction<DeltaTable, TableSnapshot> version;

  ListFilesFn(
      TableDefinition table,
      RowFilter filter,
      SerializableFunction<DeltaTable, TableSnapshot> version) {
    this.table = table;
    this.filter = filter;
    this.version = version;
  }

  @ProcessElement
  public void processElement(@Element String lakehouse, OutputReceiver<KV<Long, String>> out) {
    TableSnapshot snapshot = version.apply(DeltaTable.open(lakehouse, table));
    for (DataFile file : snapshot.files(filter)) {
      out.output(KV.of(snapshot.version(), file.relativePath()));
    }
  }
}
