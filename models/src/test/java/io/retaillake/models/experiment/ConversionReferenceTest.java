package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionReferenceTest {

  private static final JsonNode REFERENCE = Reference.read("ref_ab.json");
  private static final Offset<Double> CLOSE = within(1e-9);

  @ParameterizedTest
  @ValueSource(strings = {"doc_5000_11.2_vs_14.8", "tiny_cell", "equal", "big_200k"})
  void testsAndIntervalsAgreeWithSciPyAndStatsmodels(String name) {
    JsonNode expected = REFERENCE.get(name);
    Conversions control = Reference.conversions(expected.get("control"));
    Conversions treatment = Reference.conversions(expected.get("treatment"));

    agrees(
        ConversionTests.chiSquare(control, treatment),
        expected.at("/chi2/stat").asDouble(),
        expected.at("/chi2/p").asDouble());
    agrees(
        ConversionTests.chiSquareYates(control, treatment),
        expected.at("/chi2_yates/stat").asDouble(),
        expected.at("/chi2_yates/p").asDouble());
    agrees(
        ConversionTests.twoProportionZ(control, treatment),
        expected.at("/z_pooled/z").asDouble(),
        expected.at("/z_pooled/p_two_sided").asDouble());
    agrees(ConversionIntervals.wilson(control, 0.95), expected.at("/wilson95/control"));
    agrees(ConversionIntervals.wilson(treatment, 0.95), expected.at("/wilson95/treatment"));
    agrees(
        ConversionIntervals.newcombe(control, treatment, 0.95), expected.at("/diff_ci95/newcomb"));
    Interval ratio =
        ConversionIntervals.relativeLift(control, treatment, 0.95).orElseThrow().plus(1);
    assertThat(ratio.lower())
        .isCloseTo(expected.at("/ratio_ci95_log/0").asDouble(), withinPercentage(1e-9));
    assertThat(ratio.upper())
        .isCloseTo(expected.at("/ratio_ci95_log/1").asDouble(), withinPercentage(1e-9));
  }

  @Test
  void sampleRatiosAgreeWithSciPy() {
    for (JsonNode expected : REFERENCE.get("srm")) {
      double[] sizes = Reference.sample(expected.get("obs"));
      long[] whole = new long[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        whole[i] = (long) sizes[i];
      }
      SampleRatio found = SampleRatio.check(whole, Reference.sample(expected.get("ratio")));
      agrees(found.test(), expected.get("chi2").asDouble(), expected.get("p").asDouble());
      assertThat(found.mismatch()).isEqualTo(expected.get("srm_at_0.001").asBoolean());
    }
  }

  @Test
  void theSameRatesAreSurerWithMoreCustomers() {
    REFERENCE
        .get("p_at")
        .fields()
        .forEachRemaining(
            entry -> {
              long size = Long.parseLong(entry.getKey());
              TestResult found =
                  ConversionTests.chiSquare(
                      new Conversions(Math.round(0.112 * size), size),
                      new Conversions(Math.round(0.148 * size), size));
              assertThat(found.pValue())
                  .isCloseTo(entry.getValue().asDouble(), withinPercentage(1e-7));
            });
  }

  private static void agrees(TestResult found, double statistic, double pValue) {
    assertThat(found.statistic()).isCloseTo(statistic, CLOSE);
    double logP = Math.log(pValue);
    assertThat(found.logP()).isCloseTo(logP, within(1e-9 * Math.abs(logP) + 1e-15));
  }

  private static void agrees(Interval found, JsonNode expected) {
    assertThat(found.lower()).isCloseTo(expected.get(0).asDouble(), CLOSE);
    assertThat(found.upper()).isCloseTo(expected.get(1).asDouble(), CLOSE);
  }
}
