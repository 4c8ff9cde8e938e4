package io.retaillake.pipelines.segments;

import io.retaillake.models.segments.SegmentModel;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.TableRows;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Puts each customer into the segment with the nearest centre. */
final class PlaceCustomerFn extends DoFn<CustomerPoint, Row> {
  private static final long serialVersionUID = 1L;

  static final Schema ROW = TableRows.schema(CustomerSegments.TABLE);

  private final PCollectionView<String> segmentation;
  private final String runId;
  private transient @Nullable SegmentModel model;
  private transient @Nullable List<String> names;

  PlaceCustomerFn(PCollectionView<String> segmentation, String runId) {
    this.segmentation = segmentation;
    this.runId = runId;
  }

  @ProcessElement
  public void processElement(ProcessContext context) {
    if (model == null) {
      SegmentFile file = SegmentFile.read(context.sideInput(segmentation));
      model = file.model();
      names = file.names();
    }
    CustomerPoint customer = context.element();
    SegmentModel.Place place = model.place(customer.features());
    context.output(
        Row.withSchema(ROW)
            .addValues(
                customer.getUserId(),
                Instant.EPOCH.plus(customer.getAsOfMicros(), ChronoUnit.MICROS),
                place.label(),
                names.get(place.label()),
                customer.getRecencyDays(),
                customer.getFrequency(),
                customer.getMonetaryValue(),
                customer.getClv(),
                customer.getProbAlive(),
                place.distance(),
                runId)
            .build());
  }
}
