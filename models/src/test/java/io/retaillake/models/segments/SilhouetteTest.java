package io.retaillake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SilhouetteTest {

  private static final Points LINE = new Points(new double[] {0, 1, 10, 12, 30}, 1);

  @Test
  void itIsRightByHand() {
    // 0: a = 1, b = 11; 1: a = 1, b = 10; 10: a = 2, b = 9.5; 12: a = 2, b = 11.5; 30 is alone.
    double byHand = (10.0 / 11 + 9.0 / 10 + 7.5 / 9.5 + 9.5 / 11.5 + 0) / 5;

    assertThat(Silhouette.of(LINE, new int[] {0, 0, 1, 1, 2}, 3, 2_000))
        .isCloseTo(byHand, within(1e-15));
  }

  @Test
  void onlyTheSampleIsLookedAt() {
    double byHand = (10.0 / 11 + 9.0 / 10 + 7.5 / 9.5 + 9.5 / 11.5) / 4;

    assertThat(Silhouette.of(LINE, new int[] {0, 0, 1, 1, 2}, 3, 4))
        .isCloseTo(byHand, within(1e-15));
  }

  @Test
  void ofOneClusterThereIsNone() {
    assertThat(Silhouette.of(LINE, new int[] {0, 0, 0, 0, 1}, 2, 4)).isNaN();
  }
}
