package io.retaillake.pipelines.live;

import com.google.api.services.bigquery.model.TableRow;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.RowMapper;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryIO;
import org.apache.beam.sdk.io.gcp.bigquery.BigQueryStorageApiInsertError;
import org.apache.beam.sdk.io.gcp.bigquery.TableRowJsonCoder;
import org.apache.beam.sdk.io.gcp.bigquery.WriteResult;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the rows of elements into a live table of BigQuery by the Storage Write API in Beam's
 * exactly-once mode: what a bundle writes becomes visible once, though it is tried again. The table
 * is made if it is not there.
 *
 * <p>Exactly once holds within a job and from its checkpoints on. A job that starts anew without
 * one reads some records again: Delta skips them by its ledger, which this table does not have, so
 * a row may be here twice; {@code kafka_partition, kafka_offset} tells. The published tables are
 * the truth.
 *
 * <p>A row that BigQuery refuses does not hold up the stream: it is counted as {@code
 * live_rows_refused} and BigQuery's reason is logged; the row is in Delta.
 */
public final class WriteLiveTable<T> extends PTransform<PCollection<T>, PDone> {

  private static final long serialVersionUID = 1L;
  private static final Duration VISIBLE_AFTER = Duration.standardSeconds(5);
  private static final int STREAMS = 2;

  private final TableDefinition table;
  private final RowMapper<T> mapper;
  private final BigQueryDataset dataset;

  private WriteLiveTable(TableDefinition table, RowMapper<T> mapper, BigQueryDataset dataset) {
    this.table = table;
    this.mapper = mapper;
    this.dataset = dataset;
  }

  /** Writes the rows that the mapper makes into {@code <table>_live} of the dataset. */
  public static <T> WriteLiveTable<T> of(
      TableDefinition table, RowMapper<T> mapper, BigQueryDataset dataset) {
    return new WriteLiveTable<>(table, mapper, dataset);
  }

  @Override
  public PDone expand(PCollection<T> elements) {
    PCollection<TableRow> rows =
        elements
            .apply("MakeRows", ParDo.of(new MakeRowsFn<>(table, mapper)))
            .setCoder(TableRowJsonCoder.of());
    WriteResult written = rows.apply("Write", writer(rows.isBounded()));
    written
        .getFailedStorageApiInserts()
        .apply("CountRefused", ParDo.of(new CountRefusedFn(table.name())));
    return PDone.in(elements.getPipeline());
  }

  private BigQueryIO.Write<TableRow> writer(PCollection.IsBounded bounded) {
    LiveTable live = new LiveTable(table.name());
    BigQueryIO.Write<TableRow> write =
        BigQueryIO.writeTableRows()
            .to(dataset.liveTable(table.name()))
            .withSchema(live.schema())
            .withClustering(live.clustering())
            .withMethod(BigQueryIO.Write.Method.STORAGE_WRITE_API)
            .withCreateDisposition(BigQueryIO.Write.CreateDisposition.CREATE_IF_NEEDED)
            .withWriteDisposition(BigQueryIO.Write.WriteDisposition.WRITE_APPEND);
    if (live.partitioning().isPresent()) {
      write = write.withTimePartitioning(live.partitioning().get());
    }
    return bounded == PCollection.IsBounded.BOUNDED
        ? write
        : write.withTriggeringFrequency(VISIBLE_AFTER).withNumStorageWriteApiStreams(STREAMS);
  }

  private static final class MakeRowsFn<T> extends DoFn<T, TableRow> {
    private static final long serialVersionUID = 1L;
    private final TableRows rows;
    private final RowMapper<T> mapper;

    MakeRowsFn(TableDefinition table, RowMapper<T> mapper) {
      this.rows = new TableRows(table);
      this.mapper = mapper;
    }

    @ProcessElement
    public void process(@Element T element, OutputReceiver<TableRow> out) {
      mapper.map(element, (record, partition) -> out.output(rows.of(record, partition)));
    }
  }

  private static final class CountRefusedFn extends DoFn<BigQueryStorageApiInsertError, Void> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(CountRefusedFn.class);
    private final Counter refused = Metrics.counter(WriteLiveTable.class, "live_rows_refused");
    private final String table;

    CountRefusedFn(String table) {
      this.table = table;
    }

    @ProcessElement
    public void process(@Element BigQueryStorageApiInsertError error) {
      refused.inc();
      LOG.error("BigQuery refused a row of {}_live: {}", table, error.getErrorMessage());
    }
  }
}
