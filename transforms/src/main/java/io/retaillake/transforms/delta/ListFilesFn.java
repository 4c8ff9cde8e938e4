package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/**
 * Lists the files of a lakehouse's table in shares, each with the version that they all belong to.
 * Small files share a share, as a stream leaves many of them and each share costs the runner a
 * bundle in every step.
 */
final class ListFilesFn extends DoFn<String, KV<Long, List<String>>> {

  private static final long SHARE_BYTES = 4 * 1024 * 1024;

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
  public void processElement(
      @Element String lakehouse, OutputReceiver<KV<Long, List<String>>> out) {
    TableSnapshot snapshot = version.apply(DeltaTable.open(lakehouse, table));
    List<String> share = new ArrayList<>();
    long shareBytes = 0;
    for (DataFile file : snapshot.files(filter)) {
      if (!share.isEmpty() && shareBytes + file.sizeBytes() > SHARE_BYTES) {
        out.output(KV.of(snapshot.version(), share));
        share = new ArrayList<>();
        shareBytes = 0;
      }
      share.add(file.relativePath());
      shareBytes += file.sizeBytes();
    }
    if (!share.isEmpty()) {
      out.output(KV.of(snapshot.version(), share));
    }
  }
}
