package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.ModelException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MannWhitneyTest {

  private static final JsonNode REFERENCE = Reference.read("ref_ab.json").get("mann_whitney");
  private static final JsonNode SAMPLES = Reference.read("ab_vectors.json");

  @ParameterizedTest
  @ValueSource(strings = {"ties_small", "rev_300"})
  void agreesWithSciPy(String name) {
    JsonNode expected = REFERENCE.get(name);
    MannWhitney found =
        MannWhitney.test(
            Reference.sample(SAMPLES.at("/" + name + "/control")),
            Reference.sample(SAMPLES.at("/" + name + "/treatment")));

    JsonNode corrected = expected.get("asymptotic_cc1_two-sided");
    assertThat(found.u()).isEqualTo(corrected.get("U_treatment").asDouble());
    assertThat(found.sigma())
        .isCloseTo(expected.get("sigma_tie_corrected").asDouble(), within(1e-9));
    double logP = Math.log(corrected.get("p").asDouble());
    assertThat(found.test().logP()).isCloseTo(logP, within(1e-9 * -logP));
    assertThat(found.commonLanguageEffect())
        .isCloseTo(expected.get("common_language_effect").asDouble(), within(1e-12));
    assertThat(found.rankBiserial())
        .isCloseTo(expected.get("rank_biserial").asDouble(), within(1e-12));
  }

  @Test
  void equalValuesAreNoEvidence() {
    double[] sevens = new double[20];
    Arrays.fill(sevens, 7);
    MannWhitney found = MannWhitney.test(sevens, sevens);
    assertThat(found.u()).isEqualTo(200);
    assertThat(found.test().pValue()).isEqualTo(1);
    assertThat(found.rankBiserial()).isZero();
  }

  @Test
  void theSignTellsWhichGroupIsAbove() {
    double[] low = {0, 0, 0, 1, 2, 3};
    double[] high = {4, 5, 6, 7, 8, 9};
    assertThat(MannWhitney.test(low, high).test().statistic()).isPositive();
    assertThat(MannWhitney.test(high, low).test().statistic()).isNegative();
    assertThat(MannWhitney.test(high, low).test().logP())
        .isEqualTo(MannWhitney.test(low, high).test().logP());
    assertThat(MannWhitney.test(low, high).u()).isEqualTo(36);
    assertThat(MannWhitney.test(high, low).u()).isZero();
  }

  @Test
  void zeroAndNegativeZeroAreTied() {
    assertThat(MannWhitney.test(new double[] {0.0}, new double[] {-0.0}).u()).isEqualTo(0.5);
  }

  @Test
  void uCountsPairsWhateverTheSamples() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 200; round++) {
      double[] control = random.ints(1 + random.nextInt(12), 0, 6).asDoubleStream().toArray();
      double[] treatment = random.ints(1 + random.nextInt(12), 0, 6).asDoubleStream().toArray();
      double pairs = 0;
      for (double x : control) {
        for (double y : treatment) {
          pairs += y > x ? 1 : y == x ? 0.5 : 0;
        }
      }
      assertThat(MannWhitney.test(control, treatment).u()).isEqualTo(pairs);
    }
  }

  @Test
  void whatIsNoNumberIsRefusedByItsPlace() {
    assertThatThrownBy(() -> MannWhitney.test(new double[] {1, Double.NaN}, new double[] {1}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("value 2 of the control is NaN");
    assertThatThrownBy(() -> MannWhitney.test(new double[] {1}, new double[] {}))
        .hasMessageContaining("the treatment has 0 values");
  }
}
