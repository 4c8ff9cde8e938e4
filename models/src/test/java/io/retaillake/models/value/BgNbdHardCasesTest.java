package io.retaillake.models.value;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.ModelException;
import io.retaillake.models.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the formulas of the textbook lose their digits, divide by zero or overflow. */
class BgNbdHardCasesTest {

  @Test
  void expectationsHoldWhereTheTextbookFormulaBreaks() {
    for (JsonNode each : References.json("ref_bgnbd_expectation_hard_grid.json").get("cases")) {
      double expected =
          model(each)
              .expectedPurchases(
                  each.get("t").asDouble(),
                  each.get("x").asDouble(),
                  each.get("t_x").asDouble(),
                  each.get("T").asDouble());
      assertClose(expected, each.get("E").asDouble(), 1e-11);
    }
  }

  @Test
  void expectationsHoldOverManyPowersOfTen() {
    for (JsonNode each : References.json("bgnbd_expectation_extremes.json")) {
      double expected =
          new ExpectedPurchases(model(each), each.get("x").asDouble())
              .whileAlive(each.get("T").asDouble(), each.get("t").asDouble());
      assertClose(expected, each.get("E_alive").asDouble(), 1e-10);
    }
  }

  @Test
  void theIntegralIsAsGoodAsTheSeries() {
    for (JsonNode each : References.json("bgnbd_expectation_extremes.json")) {
      BetaGeometricNegativeBinomial model = model(each);
      double ahead = each.get("t").asDouble() / (model.alpha() + each.get("T").asDouble());
      double expected =
          new ExpectedPurchasesIntegral(model, each.get("x").asDouble()).whileAlive(ahead);
      assertClose(expected, each.get("E_alive").asDouble(), 1e-10);
    }
  }

  @Test
  void likelihoodsHoldForAHundredThousandPurchases() {
    for (JsonNode each : References.json("ref_bgnbd_loglik_hard_grid.json")) {
      JsonNode p = each.get("params");
      double logLikelihood =
          new BetaGeometricNegativeBinomial(
                  p.get(0).asDouble(),
                  p.get(1).asDouble(),
                  p.get(2).asDouble(),
                  p.get(3).asDouble())
              .logLikelihood(
                  each.get("x").asDouble(), each.get("t_x").asDouble(), each.get("T").asDouble());
      double truth = each.get("LL_i").asDouble();
      assertThat(logLikelihood).isCloseTo(truth, within(1e-12 * Math.abs(truth) + 1e-50));
    }
  }

  @Test
  void noTimeAheadIsNoPurchase() {
    BetaGeometricNegativeBinomial model = new BetaGeometricNegativeBinomial(0.2, 4, 1, 2);

    assertThat(model.expectedPurchases(0)).isZero();
    assertThat(model.expectedPurchases(0, 3, 5, 9)).isZero();
    assertClose(model.expectedPurchases(1e-12), 1e-12 * 0.2 / 4, 1e-10);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aTimeThatIsNoneIsRefused(double t) {
    BetaGeometricNegativeBinomial model = new BetaGeometricNegativeBinomial(0.2, 4, 1, 2);

    assertThatThrownBy(() -> model.expectedPurchases(t))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the time ahead is " + t);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, Double.NaN, Double.POSITIVE_INFINITY})
  void aParameterThatCannotBeIsRefused(double b) {
    assertThatThrownBy(() -> new BetaGeometricNegativeBinomial(0.2, 4, 1, b))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the BG/NBD parameter b is " + b);
  }

  private static BetaGeometricNegativeBinomial model(JsonNode each) {
    return new BetaGeometricNegativeBinomial(
        each.get("r").asDouble(),
        each.get("alpha").asDouble(),
        each.get("a").asDouble(),
        each.get("b").asDouble());
  }
}
