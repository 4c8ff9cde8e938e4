package io.retaillake.pipelines.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.models.report.Json;
import io.retaillake.models.segments.Segment;
import io.retaillake.models.segments.SegmentModel;
import io.retaillake.models.segments.Segmentation;
import io.retaillake.models.segments.StandardScaler;
import io.retaillake.models.segments.SweepPoint;
import io.retaillake.models.tracking.SegmentPyfunc;
import java.util.ArrayList;
import java.util.List;

/** A segmentation as workers pass it on: the model's parameters, and how it was chosen. */
final class SegmentFile {

  private final JsonNode file;

  private SegmentFile(JsonNode file) {
    this.file = file;
  }

  static String write(Segmentation found) {
    List<String> names = found.segments().stream().map(Segment::name).toList();
    ObjectNode file = SegmentPyfunc.parameters(found.model(), names);
    file.put("chosen_k", found.choice().k());
    file.put("explanation", found.choice().explanation());
    file.put("stability", found.stability().mean());
    ArrayNode sweep = file.putArray("k");
    for (SweepPoint point : found.sweep()) {
      ObjectNode entry = sweep.addObject();
      entry.put("k", point.k()).put("inertia", point.inertia());
      entry.set("silhouette", Json.number(point.silhouette()));
    }
    return Json.text(file);
  }

  static SegmentFile read(String text) {
    try {
      return new SegmentFile(Json.parse(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A worker wrote a segmentation that is no JSON.", e);
    }
  }

  SegmentModel model() {
    List<double[]> centres = new ArrayList<>();
    file.get("centres").forEach(centre -> centres.add(numbers(centre)));
    return new SegmentModel(
        new StandardScaler(numbers(file.get("means")), numbers(file.get("deviations"))),
        centres.toArray(double[][]::new));
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    file.get("names").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** One number of segments that was tried; the silhouette is NaN where there is none. */
  record Tried(int k, double inertia, double silhouette, boolean chosen) {}

  List<Tried> sweep() {
    List<Tried> sweep = new ArrayList<>();
    for (JsonNode entry : file.get("k")) {
      sweep.add(
          new Tried(
              entry.get("k").asInt(),
              entry.get("inertia").asDouble(),
              entry.get("silhouette").asDouble(Double.NaN),
              entry.get("k").asInt() == chosenK()));
    }
    return sweep;
  }

  int chosenK() {
    return file.get("chosen_k").asInt();
  }

  /** Of the chosen number. */
  double silhouette() {
    return sweep().stream()
        .filter(Tried::chosen)
        .mapToDouble(Tried::silhouette)
        .findFirst()
        .orElse(Double.NaN);
  }

  String explanation() {
    return file.get("explanation").asText();
  }

  /** Mean adjusted Rand index against other seeds. */
  double stability() {
    return file.get("stability").asDouble(Double.NaN);
  }

  private static double[] numbers(JsonNode list) {
    double[] numbers = new double[list.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = list.get(i).asDouble();
    }
    return numbers;
  }
}
