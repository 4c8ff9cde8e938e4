package io.retaillake.transforms.delta;

import com.google.common.collect.ImmutableList;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableReplacer;
import java.util.Map;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Commits the files that replace a table's rows, once all are written; see {@link ReplaceTable}.
 */
final class CommitReplacementFn extends DoFn<byte[], Long> {
  private static final long serialVersionUID = 1L;

  private final TableDefinition table;
  private final String lakehouse;
  private final Map<String, Long> sources;
  private final PCollectionView<Iterable<DataFile>> written;
  private final Counter commits = Metrics.counter(DeltaIO.class, "commits");

  CommitReplacementFn(
      TableDefinition table,
      String lakehouse,
      Map<String, Long> sources,
      PCollectionView<Iterable<DataFile>> written) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.sources = sources;
    this.written = written;
  }

  @ProcessElement
  public void processElement(ProcessContext context) {
    DeltaTable deltaTable = DeltaTable.openOrCreate(lakehouse, table);
    context.output(
        new TableReplacer(deltaTable)
            .replace(ImmutableList.copyOf(context.sideInput(written)), sources));
    commits.inc();
  }
}
