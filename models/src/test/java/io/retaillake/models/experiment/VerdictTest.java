package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.retaillake.models.ModelException;
import io.retaillake.models.experiment.Equivalence.Finding;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Conversions CONTROL = new Conversions(560, 5000);
  private static final Conversions TREATMENT = new Conversions(740, 5000);
  private static final Analysis ANALYSIS =
      Analysis.of(ExperimentData.of(CONTROL, TREATMENT), AnalysisSettings.defaults());
  private static final RevenuePerCustomer REVENUE =
      RevenuePerCustomer.ofOrderValues(CONTROL, 87, TREATMENT, 94);

  @Test
  void figuresOfTheCampaignFollowFromRatesAndOrderValues() {
    Verdict verdict = ANALYSIS.judge(new Campaign(200_000, 3.5, 0.4, 0), REVENUE);
    assertThat(verdict.purchases().value()).isCloseTo(7200, within(1e-6));
    assertThat(verdict.purchases().interval().lower()).isCloseTo(4566.605, within(1e-3));
    assertThat(verdict.purchases().interval().upper()).isCloseTo(9835.080, within(1e-3));
    assertThat(verdict.revenue().value()).isCloseTo(833_600, within(1e-6));
    assertThat(verdict.contribution().value()).isCloseTo(333_440, within(1e-6));
    assertThat(verdict.cost()).isEqualTo(700_000);
    assertThat(verdict.net().value()).isCloseTo(-366_560, within(1e-6));
    assertThat(verdict.returnOnInvestment().orElseThrow().value())
        .isCloseTo(-0.5236571428571428, within(1e-12));
    assertThat(verdict.costPerPurchase().orElseThrow()).isCloseTo(97.2222222222, within(1e-9));
    assertThat(verdict.breakEven().margin().orElseThrow()).isCloseTo(3.5 / 4.168, within(1e-9));
    assertThat(verdict.decision()).isEqualTo(Decision.DO_NOT_REALLOCATE);
  }

  @Test
  void aDiscountCostsMarginOnEveryOrderOfTheTreatment() {
    Verdict verdict = ANALYSIS.judge(new Campaign(1, 0, 0.4, 0.1), REVENUE);
    double control = 0.112 * 87 * 0.4;
    double treatment = 0.148 * 94 - 0.6 * 0.148 * 94 / 0.9;
    assertThat(verdict.net().value()).isCloseTo(treatment - control, within(1e-12));
    assertThat(verdict.returnOnInvestment()).isEmpty();
  }

  @Test
  void theBreakEvenMarginIsWhereTheNetIsNothing() {
    Campaign campaign = new Campaign(1000, 1, 0.5, 0.05);
    BreakEven breakEven = ANALYSIS.judge(campaign, REVENUE).breakEven();
    assertThat(netAt(breakEven.margin().orElseThrow()).value()).isCloseTo(0, within(1e-7));
    assertThat(netAt(breakEven.lower().orElseThrow()).interval().upper())
        .isCloseTo(0, within(1e-7));
    assertThat(netAt(breakEven.upper().orElseThrow()).interval().lower())
        .isCloseTo(0, within(1e-7));
    assertThat(breakEven.lower().orElseThrow()).isLessThan(breakEven.upper().orElseThrow());
  }

  private static Estimate netAt(double margin) {
    return BreakEven.net(new Campaign(1000, 1, margin, 0.05), REVENUE, margin, 0.95);
  }

  @Test
  void noMarginHelpsACampaignThatLosesCustomers() {
    Conversions fewer = new Conversions(300, 5000);
    Analysis worse = Analysis.of(ExperimentData.of(CONTROL, fewer), AnalysisSettings.defaults());
    Verdict verdict =
        worse.judge(
            new Campaign(1000, 1, 0.5, 0),
            RevenuePerCustomer.ofOrderValues(CONTROL, 87, fewer, 87));
    assertThat(verdict.breakEven().margin()).isEmpty();
    assertThat(verdict.costPerPurchase()).isEmpty();
    assertThat(verdict.decision()).isEqualTo(Decision.DO_NOT_REALLOCATE);
  }

  @Test
  void theDecisionFollowsTheIntervalOfTheNet() {
    assertThat(ANALYSIS.judge(new Campaign(1000, 0.5, 0.4, 0), REVENUE).decision())
        .isEqualTo(Decision.REALLOCATE);
    assertThat(ANALYSIS.judge(new Campaign(1000, 1.5, 0.4, 0), REVENUE).decision())
        .isEqualTo(Decision.GO_ON_TESTING);
    assertThat(ANALYSIS.judge(new Campaign(1000, 3.5, 0.4, 0), REVENUE).decision())
        .isEqualTo(Decision.DO_NOT_REALLOCATE);
  }

  @Test
  void aTestInDoubtDecidesNothing() {
    Conversions tooMany = new Conversions(800, 5400);
    Analysis mismatched =
        Analysis.of(ExperimentData.of(CONTROL, tooMany), AnalysisSettings.defaults());
    assertThat(mismatched.sampleRatio().mismatch()).isTrue();
    assertThat(
            mismatched
                .judge(
                    new Campaign(1000, 0.1, 0.9, 0),
                    RevenuePerCustomer.ofOrderValues(CONTROL, 87, tooMany, 94))
                .decision())
        .isEqualTo(Decision.GO_ON_TESTING);
  }

  @Test
  void aSmallHoldoutShowsNothingAndALargeOneEquivalence() {
    assertThat(holdout(new Conversions(62, 550)).finding()).isEqualTo(Finding.NOT_SHOWN);
    assertThat(holdout(new Conversions(1120, 10_000)).finding()).isEqualTo(Finding.EQUIVALENT);
    assertThat(holdout(new Conversions(99, 550)).finding()).isEqualTo(Finding.DIFFERENT);
  }

  @Test
  void equivalenceIsTheNarrowerIntervalWithinTheTolerance() {
    Equivalence check = holdout(new Conversions(1120, 10_000));
    assertThat(check.pValue()).isLessThan(0.05);
    assertThat(check.equivalenceInterval().lower()).isGreaterThan(-0.02);
    assertThat(check.equivalenceInterval().upper()).isLessThan(0.02);
    assertThat(check.interval().lower()).isLessThan(check.equivalenceInterval().lower());
  }

  private static Equivalence holdout(Conversions held) {
    return Equivalence.of(CONTROL, held, 0.02, 0.95);
  }

  @Test
  void revenueOfBuyersAloneIsNotJudged() {
    Analysis partial =
        Analysis.of(
            ExperimentData.of(new Conversions(2, 5), new Conversions(3, 5))
                .withRevenue(new RevenueSamples(new double[] {10, 20}, new double[] {10, 20, 30})),
            AnalysisSettings.defaults());
    assertThatThrownBy(() -> partial.judge(new Campaign(10, 1, 0.5, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("has 5 customers, and revenue of 2");
  }
}
