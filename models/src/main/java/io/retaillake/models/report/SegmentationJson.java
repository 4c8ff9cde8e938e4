package io.retaillake.models.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.segments.Segment;
import io.retaillake.models.segments.SegmentFeatures;
import io.retaillake.models.segments.SegmentModel;
import io.retaillake.models.segments.Segmentation;
import io.retaillake.models.segments.SegmentationSettings;
import io.retaillake.models.segments.SweepPoint;
import java.util.Locale;

/**
 * The report of a segmentation: {@code {"k": [{"k", "inertia", "silhouette"}...], "chosen_k",
 * ...}}, with the segments, the model that tells a customer's segment, and what was done.
 */
public final class SegmentationJson {

  private SegmentationJson() {}

  /** The report. */
  public static ObjectNode of(Segmentation segmentation) {
    ObjectNode report = Json.object();
    ArrayNode sweep = report.putArray("k");
    segmentation.sweep().forEach(point -> sweep.add(point(point)));
    report.put("chosen_k", segmentation.choice().k());
    report.put("why", segmentation.choice().explanation());
    segmentation.choice().elbow().ifPresent(k -> report.put("elbow_k", k));
    report.put(
        "rule",
        "The K with the highest silhouette; of equal ones the smallest. The elbow is the K that lies"
            + " farthest below the straight line from the first inertia to the last, with both axes"
            + " from 0 to 1.");
    ArrayNode segments = report.putArray("segments");
    segmentation.segments().forEach(segment -> segments.add(segment(segment, segmentation)));
    report.put(
        "naming",
        "The centre with the highest 12-month value are the VIP Champions. The other names go to the"
            + " centres whose features fit them best, each once.");
    report
        .putObject("stability")
        .put("adjusted_rand_index_mean", segmentation.stability().mean())
        .put("adjusted_rand_index_least", segmentation.stability().least())
        .set("seeds", seeds(segmentation));
    report.set("model", model(segmentation.model()));
    SegmentationSettings settings = segmentation.settings();
    report.put("customers", segmentation.labels().length);
    report.put("seed", settings.seed());
    boolean firstRows = settings.init() == SegmentationSettings.Init.FIRST_ROWS;
    report.put("starts", firstRows ? 1 : settings.starts());
    report.put("init", settings.init().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    report.put(
        "silhouette_sample",
        Math.min(Segmentation.SILHOUETTE_SAMPLE, segmentation.labels().length));
    return report;
  }

  private static ObjectNode point(SweepPoint point) {
    ObjectNode node = Json.object();
    node.put("k", point.k());
    node.put("inertia", point.inertia());
    node.set("silhouette", Json.number(point.silhouette()));
    node.put("iterations", point.iterations());
    node.put("converged", point.converged());
    return node;
  }

  private static ObjectNode segment(Segment segment, Segmentation segmentation) {
    ObjectNode node = Json.object();
    node.put("label", segment.label());
    node.put("name", segment.name());
    node.put("customers", segment.customers());
    node.put("share", (double) segment.customers() / segmentation.labels().length);
    node.set("clv_share", Json.number(segment.clvShare()));
    ObjectNode centre = node.putObject("centre");
    for (int d = 0; d < segment.centre().length; d++) {
      centre.put(SegmentFeatures.NAMES.get(d), segment.centre()[d]);
    }
    return node;
  }

  private static ArrayNode seeds(Segmentation segmentation) {
    ArrayNode seeds = Json.object().arrayNode();
    segmentation.stability().seeds().forEach(seeds::add);
    return seeds;
  }

  /** The model that tells a customer's segment, as other programs can use it. */
  public static ObjectNode model(SegmentModel model) {
    ObjectNode node = Json.object();
    ArrayNode features = node.putArray("features");
    SegmentFeatures.NAMES.forEach(features::add);
    numbers(node.putArray("means"), model.scaler().means());
    numbers(node.putArray("deviations"), model.scaler().deviations());
    ArrayNode centres = node.putArray("centres");
    for (double[] centre : model.centres()) {
      numbers(centres.addArray(), centre);
    }
    return node;
  }

  private static void numbers(ArrayNode array, double[] numbers) {
    for (double number : numbers) {
      array.add(number);
    }
  }
}
