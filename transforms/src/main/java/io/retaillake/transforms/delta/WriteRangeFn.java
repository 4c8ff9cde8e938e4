package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.KV;

/** Writes each element's rows to files of its own and sends their description to the committer. */
final class WriteRangeFn<T> extends DoFn<T, KV<String, RangeAppend>> {

  private final TableDefinition table;
  private final String lakehouse;
  private final SerializableFunction<T, OffsetRange> rangeOf;
  private final RowMapper<T> rows;
  private final Counter filesWritten = Metrics.counter(DeltaIO.class, "files_written");

  private transient DeltaTable deltaTable;

  WriteRangeFn(
      TableDefinition table,
      String lakehouse,
      SerializableFunction<T, OffsetRange> rangeOf,
      RowMapper<T> rows) {
    this.table = table;
    this.lakehouse = lakehouse;
    this.rangeOf = rangeOf;
    this.rows = rows;
  }

  @Setup
  public void setup() {
    deltaTable = DeltaTable.openOrCreate(lakehouse, table);
  }

  @ProcessElement
  public void processElement(@Element T element, OutputReceiver<KV<String, RangeAppend>> out) {
    OffsetRange range = rangeOf.apply(element);
    try (DataFileSink sink = new DataFileSink(deltaTable, nameOf(range))) {
      rows.map(element, sink::write);
      RangeAppend append = RangeAppend.of(range, sink.finish());
      filesWritten.inc(append.files().size());
      out.output(KV.of(table.name(), append));
    }
  }

  private static String nameOf(OffsetRange range) {
    String partition = range.ledgerId().substring(range.ledgerId().lastIndexOf('/') + 1);
    return "p" + partition + "-" + (range.fromExclusive() + 1) + "-" + range.toInclusive();
  }
}
