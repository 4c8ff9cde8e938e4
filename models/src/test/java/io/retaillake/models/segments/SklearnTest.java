package io.retaillake.models.segments;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.References;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Against what scikit-learn makes of the same customers. */
class SklearnTest {

  private static final JsonNode REFERENCE = References.json("segment_features_sklearn.json");
  private static final Points RAW = ExampleFeatures.reference().points();
  private static final StandardScaler SCALER = StandardScaler.fit(RAW);
  private static final Points POINTS = SCALER.scale(RAW);

  @Test
  void featuresAreStandardisedAlike() {
    for (int d = 0; d < 5; d++) {
      assertClose(SCALER.means()[d], REFERENCE.get("means").get(d).asDouble(), 1e-13);
      assertClose(SCALER.deviations()[d], REFERENCE.get("deviations").get(d).asDouble(), 1e-13);
    }
  }

  @Test
  void fromTheFirstRowsTheLabelsAreTheSame() {
    for (JsonNode each : REFERENCE.get("first_rows")) {
      int k = each.get("k").asInt();
      Segmentation found =
          Segmentation.of(
              ExampleFeatures.reference(),
              new SegmentationSettings(k, k, 1, 1, SegmentationSettings.Init.FIRST_ROWS),
              point -> {});

      assertThat(found.labels()).as("K = %s", k).isEqualTo(labels(each.get("labels")));
      assertClose(found.sweep().get(0).inertia(), each.get("inertia").asDouble(), 1e-12);
    }
  }

  @Test
  void silhouettesAreTheSame() {
    for (JsonNode each : REFERENCE.get("first_rows")) {
      int k = each.get("k").asInt();
      double silhouette = Silhouette.of(POINTS, labels(each.get("labels")), k, 2_000);
      assertClose(silhouette, each.get("silhouette").asDouble(), 1e-12);
    }
  }

  @Test
  void fiftyStartsAreNoWorseThanFiftyOfScikitLearn() {
    for (JsonNode each : REFERENCE.get("first_rows")) {
      double inertia = KMeans.fit(POINTS, each.get("k").asInt(), 50, 1).inertia();
      assertThat(inertia)
          .isLessThanOrEqualTo(each.get("best_inertia_of_50_starts").asDouble() * 1.001);
    }
  }

  @Test
  void agreementIsTheSame() {
    for (JsonNode each : REFERENCE.get("first_rows")) {
      double index =
          AdjustedRandIndex.of(labels(each.get("labels")), labels(each.get("best_labels")));
      assertClose(index, each.get("adjusted_rand_index").asDouble(), 1e-12);
    }
  }

  private static int[] labels(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }
}
