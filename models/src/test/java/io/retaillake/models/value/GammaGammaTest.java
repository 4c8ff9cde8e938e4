package io.retaillake.models.value;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.Cdnow;
import io.retaillake.models.ModelException;
import io.retaillake.models.References;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaGammaTest {

  private static final JsonNode REFERENCE = References.json("ref_cdnow.json");

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001", "0.01"})
  void theFitIsTheOptimumForEveryPenalty(String penalty) {
    GammaGammaFit fit = GammaGamma.fit(Cdnow.spending(), Double.parseDouble(penalty));

    JsonNode optimum = REFERENCE.at("/gamma_gamma_fits/" + penalty + "/polished_optimum");
    assertThat(fit.converged()).isTrue();
    assertClose(fit.model().p(), optimum.get("p").asDouble(), 1e-9);
    assertClose(fit.model().q(), optimum.get("q").asDouble(), 1e-9);
    assertClose(fit.model().v(), optimum.get("v").asDouble(), 1e-9);
    assertClose(fit.logLikelihood(), optimum.get("LL").asDouble(), 1e-12);
    assertThat(fit.customers()).isEqualTo(946);
  }

  @Test
  void theFitIsWhatFaderAndHardiePrinted() {
    GammaGamma model = GammaGamma.fit(Cdnow.spending(), 0).model();

    JsonNode printed = REFERENCE.at("/published/note025_gamma_gamma");
    assertThat(model.p()).isCloseTo(printed.get("p").asDouble(), within(0.01));
    assertThat(model.q()).isCloseTo(printed.get("q").asDouble(), within(0.01));
    assertThat(model.v()).isCloseTo(printed.get("v").asDouble(), within(0.01));
  }

  @Test
  void expectedValuesAreRight() {
    JsonNode reference = REFERENCE.get("gamma_gamma_conditional");
    JsonNode p = reference.get("params");
    GammaGamma polished =
        new GammaGamma(p.get(0).asDouble(), p.get(1).asDouble(), p.get(2).asDouble());
    GammaGamma printed = new GammaGamma(6.25, 3.74, 15.44);

    reference.get("cases").forEach(each -> assertExpected(polished, each));
    reference.get("published_params").forEach(each -> assertExpected(printed, each));
    assertClose(polished.expectedValue(), reference.get("x0_population_mean").asDouble(), 1e-14);
  }

  private static void assertExpected(GammaGamma model, JsonNode each) {
    double expected = model.expectedValue(each.get("x").asDouble(), each.get("m").asDouble());
    assertClose(expected, each.get("E_M").asDouble(), 1e-14);
  }

  @Test
  void theCorrelationOfFrequencyAndValueIsRightAndHarmless() {
    Independence independence = GammaGamma.fit(Cdnow.spending(), 0).independence();

    assertClose(
        independence.correlation(),
        REFERENCE.at("/gamma_gamma_note/pearson_x_m").asDouble(),
        1e-12);
    assertThat(independence.isDoubtful()).isFalse();
  }

  @Test
  void valueThatGrowsWithFrequencyIsDoubtful() {
    double[] x = {1, 2, 3, 4, 5};
    double[] m = {11, 19, 32, 38, 51};

    assertThat(Independence.of(SpendingHistories.of(x, m)).isDoubtful()).isTrue();
  }

  @Test
  void moneyInAnotherCurrencyChangesVAndNothingElse() {
    GammaGamma dollars = GammaGamma.fit(Cdnow.spending(), 0).model();
    double[] yen = java.util.Arrays.stream(Cdnow.MEAN_VALUE).map(m -> 150 * m).toArray();

    GammaGamma model = GammaGamma.fit(SpendingHistories.of(Cdnow.FREQUENCY, yen), 0).model();

    assertClose(model.p(), dollars.p(), 1e-8);
    assertClose(model.q(), dollars.q(), 1e-8);
    assertClose(model.v(), 150 * dollars.v(), 1e-8);
  }

  @Test
  void aModelWithoutAMeanIsRefusedWhereItIsNeeded() {
    GammaGammaFit fit = GammaGamma.fit(Cdnow.spending(), 0.01);

    assertThat(fit.model().q()).isLessThan(1);
    assertThatThrownBy(fit::orThrow)
        .isInstanceOfSatisfying(
            ModelException.class,
            e -> assertThat(e.problem()).isEqualTo(ModelException.Problem.NO_FIT))
        .hasMessageContaining("no mean: q is 0.968");
    assertThatThrownBy(() -> fit.model().expectedValue(1, 10)).hasMessageContaining("no mean");
  }

  @Test
  void customersWhoPaidNothingAreLeftOutAndCounted() {
    SpendingHistories spending =
        SpendingHistories.of(new double[] {0, 2, 3, 1}, new double[] {99, 0, 10, 12});

    assertThat(spending.customers()).isEqualTo(2);
    assertThat(spending.unpaid()).isEqualTo(1);
  }

  @Test
  void moneyThatCannotBeIsRefused() {
    assertThatThrownBy(() -> SpendingHistories.of(new double[] {1}, new double[] {-5}))
        .hasMessageContaining("mean value is -5.0");
    assertThatThrownBy(() -> SpendingHistories.of(new double[] {1}, new double[] {Double.NaN}))
        .hasMessageContaining("mean value is NaN");
  }

  @Test
  void equalAmountsTellNothing() {
    SpendingHistories equal = SpendingHistories.of(new double[] {1, 2, 3}, new double[] {7, 7, 7});

    assertThatThrownBy(() -> GammaGamma.fit(equal, 0))
        .hasMessageContaining("all customers are equal in monetary_value: 7.0");
  }

  @Test
  void noPaidRepeatPurchaseTellsNothing() {
    SpendingHistories none = SpendingHistories.of(new double[] {0, 2}, new double[] {5, 0});

    assertThatThrownBy(() -> GammaGamma.fit(none, 0))
        .hasMessageContaining("no customer paid anything in a repeat purchase");
  }
}
