package io.retaillake.models.tracking;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.report.Json;
import io.retaillake.models.segments.SegmentFeatures;
import io.retaillake.models.segments.SegmentModel;
import io.retaillake.models.tracking.PyfuncModel.Column;
import java.util.List;

/** A model of segments for {@code mlflow.pyfunc}: what {@link SegmentModel} computes. */
public final class SegmentPyfunc {

  /** The registered model's name. */
  public static final String NAME = "retail_customer_segments";

  private static final List<Column> INPUTS =
      SegmentFeatures.NAMES.stream().map(name -> new Column(name, "double", true)).toList();

  private static final List<Column> OUTPUTS =
      List.of(
          new Column("segment_id", "long", true),
          new Column("segment", "string", true),
          new Column("distance", "double", true));

  private SegmentPyfunc() {}

  /** The model, with the name of each segment in the order of its labels. */
  public static PyfuncModel of(SegmentModel model, List<String> names) {
    return PyfuncModel.of("retaillake_segments", parameters(model, names), INPUTS, OUTPUTS);
  }

  /** The model's parameters, from which it can be made again. */
  public static ObjectNode parameters(SegmentModel model, List<String> names) {
    ObjectNode parameters = Json.object();
    SegmentFeatures.NAMES.forEach(parameters.putArray("features")::add);
    numbers(parameters.putArray("means"), model.scaler().means());
    numbers(parameters.putArray("deviations"), model.scaler().deviations());
    ArrayNode centres = parameters.putArray("centres");
    for (double[] centre : model.centres()) {
      numbers(centres.addArray(), centre);
    }
    names.forEach(parameters.putArray("names")::add);
    return parameters;
  }

  private static void numbers(ArrayNode list, double[] values) {
    for (double value : values) {
      list.add(value);
    }
  }
}
