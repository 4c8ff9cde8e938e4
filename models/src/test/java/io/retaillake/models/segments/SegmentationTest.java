package io.retaillake.models.segments;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.models.ModelException;
import io.retaillake.models.segments.SegmentationSettings.Init;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SegmentationTest {

  private static final SegmentationSettings FEW_STARTS =
      new SegmentationSettings(2, 4, 1, 2, Init.PLUS_PLUS);

  @Property(tries = 60)
  void labelsDoNotDependOnTheOrderOfRows(@ForAll long seed) {
    double[][] rows = ExampleFeatures.clouds(150, 3, seed);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    double[][] shuffled = order.stream().map(i -> rows[i]).toArray(double[][]::new);

    Segmentation first = find(rows, FEW_STARTS);
    Segmentation second = find(shuffled, FEW_STARTS);

    assertThat(second.sweep()).isEqualTo(first.sweep());
    for (int i = 0; i < rows.length; i++) {
      assertThat(second.labels()[i]).isEqualTo(first.labels()[order.get(i)]);
      assertThat(second.distances()[i]).isEqualTo(first.distances()[order.get(i)]);
    }
  }

  @Test
  void cloudsThatLieApartAreFound() {
    Segmentation found = find(ExampleFeatures.clouds(600, 5, 11), SegmentationSettings.defaults());

    assertThat(found.choice().k()).isEqualTo(5);
    assertThat(found.choice().explanation())
        .startsWith("K = 5 has the highest silhouette")
        .contains("of K = 2 to 8");
    assertThat(found.stability().least()).isEqualTo(1);
    assertThat(found.segments()).extracting(Segment::name).doesNotHaveDuplicates();
    assertThat(found.segments().stream().mapToInt(Segment::customers).sum()).isEqualTo(600);
    assertClose(found.segments().stream().mapToDouble(Segment::clvShare).sum(), 1, 1e-12);
  }

  @Test
  void segmentsAreNumberedByTheirValueAndCentresAreMeansOfTheirCustomers() {
    double[][] rows = ExampleFeatures.clouds(400, 4, 5);
    Segmentation found = find(rows, SegmentationSettings.defaults());

    double before = Double.POSITIVE_INFINITY;
    for (Segment segment : found.segments()) {
      double[] mean = new double[5];
      for (int i = 0; i < rows.length; i++) {
        if (found.labels()[i] == segment.label()) {
          for (int d = 0; d < 5; d++) {
            mean[d] += rows[i][d] / segment.customers();
          }
        }
      }
      for (int d = 0; d < 5; d++) {
        assertClose(segment.centre()[d], mean[d], 1e-10);
      }
      assertThat(segment.centre()[SegmentFeatures.CLV]).isLessThanOrEqualTo(before);
      before = segment.centre()[SegmentFeatures.CLV];
    }
  }

  @Test
  void theModelPlacesEveryCustomerWhereItIs() {
    double[][] rows = ExampleFeatures.clouds(300, 4, 6);
    Segmentation found = find(rows, SegmentationSettings.defaults());

    for (int i = 0; i < rows.length; i++) {
      SegmentModel.Place place = found.model().place(rows[i]);
      assertThat(place.label()).isEqualTo(found.labels()[i]);
      assertThat(place.distance()).isEqualTo(found.distances()[i]);
    }
  }

  @Test
  void anotherSeedDrawsAnotherSample() {
    double[][] rows = ExampleFeatures.clouds(5_000, 4, 8);

    double first =
        find(rows, new SegmentationSettings(3, 3, 1, 3, Init.PLUS_PLUS))
            .sweep()
            .get(0)
            .silhouette();
    double second =
        find(rows, new SegmentationSettings(3, 3, 2, 3, Init.PLUS_PLUS))
            .sweep()
            .get(0)
            .silhouette();

    assertThat(second).isNotEqualTo(first);
    assertClose(second, first, 0.05);
  }

  @Test
  void theSampleIsFairWhereManyCustomersAreEqual() {
    // 60% at one place: with equal ones side by side a sample would have all of them or none.
    double[][] rows = new double[10_000][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i % 10 < 6 ? new double[5] : new double[] {i, 1, 2, 3, 4};
    }
    Points points = ExampleFeatures.ofRows(rows).points();
    Points sample = points.inOrder(points.shuffledByContent(3)).first(2_000);

    long atPlace = 0;
    for (int i = 0; i < sample.size(); i++) {
      atPlace += sample.values()[i * 5] == 0 ? 1 : 0;
    }
    assertThat(atPlace).isBetween(1_130L, 1_270L);
  }

  @Test
  void aFeatureThatDoesNotVaryIsOfNoMatter() {
    double[][] rows = ExampleFeatures.clouds(200, 3, 9);
    for (double[] row : rows) {
      row[2] = 0.1;
    }

    Segmentation found = find(rows, FEW_STARTS);

    assertThat(found.model().scaler().deviations()[2]).isEqualTo(1);
    assertThat(found.segments()).allMatch(segment -> segment.centre()[2] == 0.1);
  }

  @Test
  void fewerCustomersThanClustersAreRefused() {
    assertThatThrownBy(() -> find(ExampleFeatures.clouds(3, 2, 1), FEW_STARTS))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("fewer customers than clusters: 3 for K = 4");
  }

  @Test
  void fewerDifferentCustomersThanClustersAreRefused() {
    double[][] rows = new double[50][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {i % 3, 0, 0, 0, 0};
    }

    assertThatThrownBy(() -> find(rows, FEW_STARTS))
        .hasMessageContaining("fewer different customers than clusters: 3 for K = 4");
  }

  @Test
  void equalCustomersAreRefused() {
    double[][] rows = new double[50][5];
    rows[7][0] = -0.0;

    assertThatThrownBy(() -> find(rows, FEW_STARTS))
        .hasMessageContaining("all customers are equal");
  }

  @Test
  void aValueThatIsNoneIsRefused() {
    double[][] rows = ExampleFeatures.clouds(50, 2, 1);
    rows[4][1] = Double.NaN;

    assertThatThrownBy(() -> find(rows, FEW_STARTS))
        .hasMessageContaining("customer 5 has the value NaN in feature 2");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new SegmentationSettings(1, 4, 1, 1, Init.PLUS_PLUS))
        .hasMessageContaining("K is asked for from 1 to 4");
    assertThatThrownBy(() -> new SegmentationSettings(5, 4, 1, 1, Init.PLUS_PLUS))
        .hasMessageContaining("K is asked for from 5 to 4");
    assertThatThrownBy(() -> new SegmentationSettings(2, 4, 1, 0, Init.PLUS_PLUS))
        .hasMessageContaining("start 0 times");
  }

  private static Segmentation find(double[][] rows, SegmentationSettings settings) {
    double[][] copy = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    return Segmentation.of(ExampleFeatures.ofRows(copy), settings, point -> {});
  }
}
