package io.retaillake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNamesTest {

  @Test
  void centresGetTheNamesThatDescribeThem() {
    double[][] centres = {
      // recency, frequency, money, value, alive
      {1.8, -0.6, 0.1, -0.5, 0.4},
      {-0.7, 0.6, -0.1, 0.4, 0.5},
      {0.5, -0.1, -0.2, -0.6, -1.9},
      {-0.9, 2.3, 0.2, 3.1, 0.7},
      {-0.9, -0.7, 0.0, -0.2, 0.6}
    };

    assertThat(SegmentNames.of(centres))
        .containsExactly(
            "Dormant Customers",
            "Loyal Customers",
            "At-Risk Customers",
            "VIP Champions",
            "New Customers");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 12})
  void everyNameIsGivenOnceWhateverK(int k) {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      double[][] centres = new double[k][5];
      int best = 0;
      for (int c = 0; c < k; c++) {
        java.util.Arrays.setAll(centres[c], d -> random.nextGaussian());
        best = centres[c][3] > centres[best][3] ? c : best;
      }

      assertThat(SegmentNames.of(centres)).hasSize(k).doesNotHaveDuplicates();
      assertThat(SegmentNames.of(centres).get(best)).isEqualTo("VIP Champions");
    }
  }

  @Test
  void beyondTheFiveThereAreNamesInTheOrderOfValue() {
    double[][] centres = new double[10][5];
    for (int c = 0; c < 10; c++) {
      centres[c][3] = -c;
    }

    assertThat(SegmentNames.of(centres))
        .contains(
            "Loyal Customers",
            "At-Risk Customers",
            "Dormant Customers",
            "New Customers",
            "Promising Customers",
            "Occasional Customers",
            "Low-Value Customers",
            "Other Customers 1",
            "Other Customers 2");
  }
}
