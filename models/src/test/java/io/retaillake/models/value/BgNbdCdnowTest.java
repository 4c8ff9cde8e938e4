package io.retaillake.models.value;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.Cdnow;
import io.retaillake.models.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the values of CDNOW that others have computed and printed. */
class BgNbdCdnowTest {

  private static final JsonNode REFERENCE = References.json("ref_cdnow.json");

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001", "0.01", "0.1"})
  void theFitIsTheOptimumForEveryPenalty(String penalty) {
    BgNbdFit fit =
        BetaGeometricNegativeBinomial.fit(Cdnow.histories(), Double.parseDouble(penalty));

    JsonNode optimum = REFERENCE.at("/bgnbd_fits/" + penalty + "/polished_optimum");
    assertThat(fit.converged()).isTrue();
    assertClose(fit.model().r(), optimum.get("r").asDouble(), 1e-9);
    assertClose(fit.model().alpha(), optimum.get("alpha").asDouble(), 1e-9);
    assertClose(fit.model().a(), optimum.get("a").asDouble(), 1e-9);
    assertClose(fit.model().b(), optimum.get("b").asDouble(), 1e-9);
    assertClose(fit.logLikelihood(), optimum.get("LL_original_time_units").asDouble(), 1e-12);
    assertThat(fit.distinctHistories()).isEqualTo(1016);
  }

  @Test
  void theFitIsWhatFaderHardieAndLeePrinted() {
    BgNbdFit fit = BetaGeometricNegativeBinomial.fit(Cdnow.histories(), 0);

    JsonNode printed = REFERENCE.at("/published/FHL2005");
    assertThat(fit.model().r()).isCloseTo(printed.get("r").asDouble(), within(0.001));
    assertThat(fit.model().alpha()).isCloseTo(printed.get("alpha").asDouble(), within(0.001));
    assertThat(fit.model().a()).isCloseTo(printed.get("a").asDouble(), within(0.001));
    assertThat(fit.model().b()).isCloseTo(printed.get("b").asDouble(), within(0.001));
    assertThat(fit.logLikelihood()).isCloseTo(printed.get("LL").asDouble(), within(0.05));
  }

  @Test
  void standardErrorsAreThoseOfLifetimes() {
    BgNbdFit fit = BetaGeometricNegativeBinomial.fit(Cdnow.histories(), 0);

    JsonNode errors = REFERENCE.at("/bgnbd_fits/0/standard_errors_lifetimes");
    for (Estimate estimate : fit.estimates()) {
      assertClose(estimate.standardError(), errors.get(estimate.name()).asDouble(), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"conditional_polished", "conditional_published_rounded"})
  void likelihoodsAliveAndExpectationsAreRight(String name) {
    JsonNode reference = REFERENCE.get(name);
    BetaGeometricNegativeBinomial model = model(reference.get("params"));

    for (JsonNode each : reference.get("cases")) {
      double x = each.get("x").asDouble();
      double recency = each.get("t_x").asDouble();
      double age = each.get("T").asDouble();
      assertClose(model.probabilityAlive(x, recency, age), each.get("p_alive").asDouble(), 1e-13);
      assertClose(model.logLikelihood(x, recency, age), each.get("LL_i").asDouble(), 1e-13);
      each.get("E")
          .fields()
          .forEachRemaining(
              e ->
                  assertClose(
                      model.expectedPurchases(Double.parseDouble(e.getKey()), x, recency, age),
                      e.getValue().asDouble(),
                      1e-12));
    }
  }

  @Test
  void expectationsOfNewCustomersAreRight() {
    JsonNode reference = REFERENCE.get("conditional_polished");
    BetaGeometricNegativeBinomial model = model(reference.get("params"));

    reference
        .get("E_new_customer")
        .fields()
        .forEachRemaining(
            e ->
                assertClose(
                    model.expectedPurchases(Double.parseDouble(e.getKey())),
                    e.getValue().asDouble(),
                    1e-12));
  }

  @Test
  void theCustomerOfThePapersSpreadsheetIsExpectedToBuyAsOftenAsItSays() {
    BetaGeometricNegativeBinomial printed =
        new BetaGeometricNegativeBinomial(0.243, 4.414, 0.793, 2.426);

    assertThat(printed.expectedPurchases(39, 2, 30.43, 38.86)).isCloseTo(1.226, within(0.0005));
  }

  private static BetaGeometricNegativeBinomial model(JsonNode params) {
    return new BetaGeometricNegativeBinomial(
        params.get(0).asDouble(),
        params.get(1).asDouble(),
        params.get(2).asDouble(),
        params.get(3).asDouble());
  }
}
