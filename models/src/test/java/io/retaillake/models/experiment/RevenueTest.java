package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.ModelException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RevenueTest {

  private static final JsonNode SAMPLES = Reference.read("ab_vectors.json").get("rev_300");
  private static final double[] CONTROL = Reference.sample(SAMPLES.get("control"));
  private static final double[] TREATMENT = Reference.sample(SAMPLES.get("treatment"));

  @Test
  void theBootstrapAgreesWithTheReferenceUpToItsOwnChance() {
    MeanBootstrap means = MeanBootstrap.of(CONTROL, TREATMENT, 20_000, 1);
    Interval interval = means.differenceInterval(0.95);
    assertThat(means.difference()).isCloseTo(0.8836666666666662, within(1e-12));
    assertThat(interval.lower()).isCloseTo(-1.567, within(0.12));
    assertThat(interval.upper()).isCloseTo(3.539, within(0.12));
  }

  @Test
  void aSeedGivesTheSameIntervalAgainAndAnotherSeedAnother() {
    Interval once = MeanBootstrap.of(CONTROL, TREATMENT, 500, 1).differenceInterval(0.95);
    Interval again = MeanBootstrap.of(CONTROL, TREATMENT, 500, 1).differenceInterval(0.95);
    Interval other = MeanBootstrap.of(CONTROL, TREATMENT, 500, 2).differenceInterval(0.95);
    assertThat(again).isEqualTo(once);
    assertThat(other).isNotEqualTo(once);
  }

  @Test
  void tooFewResamplesAreRefused() {
    assertThatThrownBy(() -> MeanBootstrap.of(CONTROL, TREATMENT, 10, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("10 bootstrap samples are too few");
  }

  @Test
  void whatWasThereBeforeIsTakenOut() {
    // during = 2 · before, and a lift of 3 for the treatment
    double[] controlBefore = {1, 2, 3, 4};
    double[] treatmentBefore = {3, 4, 5, 6};
    Cuped found =
        Cuped.adjust(
            controlBefore,
            new double[] {2, 4, 6, 8},
            treatmentBefore,
            new double[] {9, 11, 13, 15},
            0.95);
    assertThat(found.theta()).isCloseTo(2, within(1e-12));
    assertThat(found.correlation()).isCloseTo(1, within(1e-12));
    assertThat(found.unadjusted()).isCloseTo(7, within(1e-12));
    assertThat(found.difference()).isCloseTo(3, within(1e-12));
    assertThat(found.varianceReduction()).isCloseTo(1, within(1e-12));
  }

  @Test
  void theVarianceFallsByTheSquareOfTheCorrelation() {
    SplittableRandom random = new SplittableRandom(5);
    int size = 20_000;
    double[][] before = new double[2][size];
    double[][] during = new double[2][size];
    for (int group = 0; group < 2; group++) {
      for (int i = 0; i < size; i++) {
        before[group][i] = random.nextGaussian();
        during[group][i] = 0.8 * before[group][i] + 0.6 * random.nextGaussian();
      }
    }
    Cuped found = Cuped.adjust(before[0], during[0], before[1], during[1], 0.95);
    assertThat(found.correlation()).isCloseTo(0.8, within(0.01));
    assertThat(found.varianceReduction())
        .isCloseTo(found.correlation() * found.correlation(), within(0.001));
  }

  @Test
  void aConstantPastChangesNothing() {
    Cuped found =
        Cuped.adjust(
            new double[] {5, 5, 5},
            new double[] {1, 2, 3},
            new double[] {5, 5},
            new double[] {4, 6},
            0.95);
    assertThat(found.theta()).isZero();
    assertThat(found.difference()).isEqualTo(3);
    assertThat(found.varianceReduction()).isZero();
  }

  @Test
  void pastAndPresentOfOtherCustomersAreRefused() {
    double[] two = {1, 2};
    double[] three = {1, 2, 3};
    assertThatThrownBy(() -> Cuped.adjust(two, three, two, two, 0.95))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("2 values before the test and 3 during it");
  }
}
