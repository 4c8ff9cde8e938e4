package io.retaillake.models.value;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.models.Cdnow;
import io.retaillake.models.References;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerScorerTest {

  private static final BetaGeometricNegativeBinomial PURCHASES =
      BetaGeometricNegativeBinomial.fit(Cdnow.histories(), 0).model();
  private static final GammaGamma SPENDING = GammaGamma.fit(Cdnow.spending(), 0).model();

  @ParameterizedTest
  @ValueSource(strings = {"0.01", "0", "0.0075"})
  void theValueOfTwelveMonthsIsThatOfLifetimes(String discount) {
    JsonNode reference = References.json("ref_cdnow.json").get("clv_12m_disc_" + discount);
    CustomerScorer scorer =
        CustomerScorer.overMonths(
            PURCHASES, Optional.of(SPENDING), 12, TimeUnit.WEEK, Double.parseDouble(discount));

    double[] clv =
        Arrays.stream(scorer.scoreAll(Cdnow.FREQUENCY, Cdnow.RECENCY, Cdnow.AGE, Cdnow.MEAN_VALUE))
            .mapToDouble(CustomerScore::clv)
            .toArray();

    reference
        .get("by_id")
        .fields()
        .forEachRemaining(
            e -> assertClose(clv[Integer.parseInt(e.getKey()) - 1], e.getValue().asDouble(), 1e-9));
    assertClose(Arrays.stream(clv).sum(), reference.get("total").asDouble(), 1e-9);
    assertClose(ValueRanking.of(clv).topShare(clv), reference.get("top20_share").asDouble(), 1e-9);
  }

  @Test
  void aMonthIsThirtyDaysWhereTimesAreInDays() {
    CustomerScorer scorer =
        CustomerScorer.overMonths(PURCHASES, Optional.empty(), 2, TimeUnit.DAY, 0);

    assertClose(
        scorer.score(2, 20, 30, Double.NaN).expectedPurchases(),
        PURCHASES.expectedPurchases(60, 2, 20, 30),
        1e-14);
  }

  @Test
  void withoutAModelOfSpendingThereIsNoValue() {
    CustomerScore score =
        CustomerScorer.overMonths(PURCHASES, Optional.empty(), 12, TimeUnit.WEEK, 0.01)
            .score(2, 20, 30, 15);

    assertThat(score.expectedPurchases()).isPositive();
    assertThat(score.expectedValue()).isNaN();
    assertThat(score.clv()).isNaN();
  }

  @Test
  void overATimeThereArePurchasesAndTheirAmountButNoDiscountedValue() {
    CustomerScore score =
        CustomerScorer.overTime(PURCHASES, Optional.of(SPENDING), 39).score(2, 30.43, 38.86, 22.35);

    assertClose(score.expectedPurchases(), 1.2259104521226978, 1e-9);
    assertClose(score.expectedValue(), 24.65861617432677, 1e-9);
    assertThat(score.clv()).isNaN();
  }

  @Test
  void whoHasNoRepeatPurchaseIsPricedAtTheMeanOfAll() {
    CustomerScore score =
        CustomerScorer.overMonths(PURCHASES, Optional.of(SPENDING), 12, TimeUnit.WEEK, 0.01)
            .score(0, 0, 10, Double.NaN);

    assertThat(score.expectedValue()).isEqualTo(SPENDING.expectedValue());
    assertThat(score.clv()).isPositive();
  }

  @Test
  void aModelWithoutAMeanCannotScore() {
    GammaGamma noMean = new GammaGamma(4.1, 0.97, 3.8);

    assertThatThrownBy(
            () ->
                CustomerScorer.overMonths(PURCHASES, Optional.of(noMean), 12, TimeUnit.WEEK, 0.01))
        .hasMessageContaining("no mean");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1, 12, Double.NaN})
  void aDiscountOutOfItsRangeIsRefused(double discount) {
    assertThatThrownBy(
            () ->
                CustomerScorer.overMonths(PURCHASES, Optional.empty(), 12, TimeUnit.WEEK, discount))
        .hasMessageContaining("the discount is " + discount);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1201})
  void aHorizonOutOfItsRangeIsRefused(int months) {
    assertThatThrownBy(
            () -> CustomerScorer.overMonths(PURCHASES, Optional.empty(), months, TimeUnit.WEEK, 0))
        .hasMessageContaining("the horizon is " + months + " months");
  }
}
