package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the rows of some files of a version of a table; see {@link ReadRows}. */
final class ReadFilesFn extends DoFn<KV<Long, List<String>>, Row> {

  private final TableDefinition table;
  private final String lakehouse;
  private final List<String> columns;
  private final RowFilter filter;
  private final Counter rowsRead = Metrics.counter(DeltaIO.class, "rows_read");

  private transient BeamRows.@Nullable Maker maker;
  private transient @Nullable TableSnapshot snapshot;

  ReadFilesFn(TableDefinition table, String lakehouse, List<String> columns, RowFilter filter) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.columns = columns;
    this.filter = filter;
  }

  @ProcessElement
  public void processElement(@Element KV<Long, List<String>> share, OutputReceiver<Row> out) {
    if (snapshot == null || snapshot.version() != share.getKey()) {
      snapshot = DeltaTable.open(lakehouse, table).snapshotAt(share.getKey());
      maker = new BeamRows.Maker(table, columns);
    }
    Set<String> files = Set.copyOf(share.getValue());
    long[] rows = {0};
    snapshot.scan(
        columns,
        filter,
        candidate -> files.contains(candidate.relativePath()),
        row -> {
          out.output(maker.row(row));
          rows[0]++;
        });
    rowsRead.inc(rows[0]);
  }
}
