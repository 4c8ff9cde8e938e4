package io.retaillake.pipelines.segments;

import io.retaillake.models.segments.SegmentationSettings;
import io.retaillake.pipelines.jobs.ModelFile;
import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.SegmentSweeps;
import io.retaillake.transforms.tables.TableRows;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;

/** From values and features to the tables of segments: sample, find segments, place customers. */
final class SegmentGraph {

  private static final Schema SWEEP = TableRows.schema(SegmentSweeps.TABLE);

  private SegmentGraph() {}

  /**
   * Builds the graph.
   *
   * @param versions the versions of the tables to read, by name
   * @param customerCount about how many there are
   */
  static void build(
      Pipeline pipeline,
      SegmentOptions options,
      SegmentationSettings settings,
      Map<String, Long> versions,
      long customerCount,
      String runId) {
    String lakehouse = options.getLakehouse();
    PCollection<CustomerPoint> customers =
        pipeline.apply(
            "ReadCustomers", new ReadPoints(lakehouse, versions, customerCount, settings.seed()));
    PCollection<String> segmentation =
        customers
            .apply(
                "Sample",
                Top.of(options.getFitSample(), new CustomerPoint.ByPlace()).withoutDefaults())
            .apply(
                "FindSegments",
                ParDo.of(new FitSegmentsFn(settings, ModelFile.of(lakehouse, runId))));
    PCollectionView<String> model = segmentation.apply("Model", View.asSingleton());
    customers
        .apply("PlaceCustomers", ParDo.of(new PlaceCustomerFn(model, runId)).withSideInputs(model))
        .setRowSchema(PlaceCustomerFn.ROW)
        .apply(
            "ReplaceSegments",
            DeltaIO.replaceTable(
                    CustomerSegments.TABLE,
                    (Row row) -> row.getString("user_id"),
                    new TableRows(CustomerSegments.TABLE))
                .to(lakehouse)
                .withSources(versions));
    segmentation
        .apply("SweepRows", ParDo.of(new SweepRowsFn(runId)))
        .setRowSchema(SWEEP)
        .apply(
            "ReplaceSweep",
            DeltaIO.replaceTable(
                    SegmentSweeps.TABLE, (Row row) -> "", new TableRows(SegmentSweeps.TABLE))
                .to(lakehouse)
                .withSources(versions));
  }

  private static final class SweepRowsFn extends DoFn<String, Row> {
    private static final long serialVersionUID = 1L;

    private final String runId;

    SweepRowsFn(String runId) {
      this.runId = runId;
    }

    @ProcessElement
    public void processElement(@Element String segmentation, OutputReceiver<Row> rows) {
      for (SegmentFile.Tried tried : SegmentFile.read(segmentation).sweep()) {
        rows.output(
            Row.withSchema(SWEEP)
                .addValues(
                    tried.k(),
                    tried.inertia(),
                    Double.isNaN(tried.silhouette()) ? null : tried.silhouette(),
                    tried.chosen(),
                    runId)
                .build());
      }
    }
  }
}
