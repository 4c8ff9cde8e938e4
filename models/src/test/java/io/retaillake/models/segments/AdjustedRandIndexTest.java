package io.retaillake.models.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdjustedRandIndexTest {

  @Test
  void theNamesOfLabelsAreOfNoMatter() {
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1, 2}, new int[] {2, 2, 0, 0, 1}))
        .isEqualTo(1);
  }

  @Test
  void itIsRightByHand() {
    // Together in both: 1 pair; in the first 2, in the second 1 of 6: (1 - 1/3) / (3/2 - 1/3).
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 0, 1, 2}))
        .isCloseTo(4.0 / 7, within(1e-15));
  }

  @Test
  void aSplitThatCutsAcrossIsWorseThanChance() {
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 1, 1}, new int[] {0, 1, 0, 1}))
        .isCloseTo(-0.5, within(1e-15));
  }

  @Test
  void allTogetherAgreesWithAllTogether() {
    assertThat(AdjustedRandIndex.of(new int[] {0, 0, 0}, new int[] {0, 0, 0})).isEqualTo(1);
  }
}
