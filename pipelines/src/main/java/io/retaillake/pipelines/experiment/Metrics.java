package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.Arm;
import io.retaillake.models.experiment.ConversionIntervals;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.TestResult;
import io.retaillake.models.experiment.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The rows of {@code gold_experiment_results}. */
final class Metrics {

  private final List<Metric> rows = new ArrayList<>();

  private Metrics() {}

  static List<Metric> of(
      Analysis analysis, Verdict verdict, Participants participants, String outcomes) {
    Metrics metrics = new Metrics();
    metrics.rows.add(Metric.text("outcomes", outcomes));
    metrics.conversion(analysis, participants);
    metrics.revenue(analysis);
    metrics.holdout(analysis);
    metrics.strata(participants.byStratum(), analysis.settings().confidence());
    metrics.verdict(verdict);
    return List.copyOf(metrics.rows);
  }

  private void conversion(Analysis analysis, Participants participants) {
    test("sample_ratio", analysis.sampleRatio().test());
    add(Metric.text("sample_ratio_mismatch", "" + analysis.sampleRatio().mismatch()));
    for (Arm arm : Arm.values()) {
      if (participants.size(arm) > 0) {
        Conversions counts = participants.conversions(arm);
        add(Metric.of("customers", arm.columnValue(), counts.size()));
        add(Metric.of("conversions", arm.columnValue(), counts.converted()));
        add(
            Metric.of(
                "conversion_rate",
                arm.columnValue(),
                counts.rate(),
                ConversionIntervals.wilson(counts, analysis.settings().confidence())));
      }
    }
    add(Metric.of("conversion_difference", analysis.difference()));
    analysis.relativeLift().ifPresent(lift -> add(Metric.of("relative_lift", lift)));
    test("chi_square", analysis.chiSquare());
    test("chi_square_yates", analysis.chiSquareYates());
    test("z", analysis.z());
    analysis
        .minimumDetectableEffect()
        .ifPresent(effect -> add(Metric.of("minimum_detectable_effect", effect)));
  }

  private void revenue(Analysis analysis) {
    analysis
        .means()
        .ifPresent(
            means -> {
              add(Metric.of("revenue_per_customer", "control", means.controlMean()));
              add(Metric.of("revenue_per_customer", "treatment", means.treatmentMean()));
              add(
                  Metric.of(
                      "revenue_difference",
                      null,
                      means.difference(),
                      means.differenceInterval(analysis.settings().confidence())));
            });
    analysis
        .mannWhitney()
        .ifPresent(
            ranks -> {
              add(Metric.of("mann_whitney_u", ranks.u()));
              add(Metric.of("mann_whitney_p_value", ranks.test().pValue()));
            });
    analysis
        .cuped()
        .ifPresent(
            cuped -> {
              add(Metric.of("cuped_difference", null, cuped.difference(), cuped.interval()));
              add(Metric.of("cuped_variance_reduction", cuped.varianceReduction()));
            });
  }

  private void holdout(Analysis analysis) {
    analysis
        .holdout()
        .ifPresent(
            check -> {
              add(Metric.of("holdout_difference", null, check.difference(), check.interval()));
              add(Metric.of("holdout_tolerance", check.tolerance()));
              add(Metric.of("holdout_equivalence_p_value", check.pValue()));
              add(Metric.text("holdout_finding", lowerCase(check.finding())));
            });
  }

  private void strata(Map<String, List<Conversions>> strata, double confidence) {
    strata.forEach(
        (stratum, groups) -> {
          Conversions control = groups.get(0);
          Conversions treatment = groups.get(1);
          add(
              new Metric(
                  "stratum_conversion_difference",
                  null,
                  treatment.rate() - control.rate(),
                  ConversionIntervals.newcombe(control, treatment, confidence).lower(),
                  ConversionIntervals.newcombe(control, treatment, confidence).upper(),
                  stratum));
        });
  }

  private void verdict(Verdict verdict) {
    add(Metric.of("campaign_customers", verdict.campaign().customers()));
    add(Metric.of("campaign_cost_per_customer", verdict.campaign().costPerCustomer()));
    add(Metric.of("campaign_margin", verdict.campaign().margin()));
    add(Metric.of("incremental_purchases", verdict.purchases()));
    add(Metric.of("incremental_revenue", verdict.revenue()));
    add(Metric.of("incremental_contribution", verdict.contribution()));
    add(Metric.of("campaign_cost", verdict.cost()));
    add(Metric.of("net_contribution", verdict.net()));
    verdict.returnOnInvestment().ifPresent(roi -> add(Metric.of("return_on_investment", roi)));
    add(
        new Metric(
            "cost_per_incremental_purchase",
            null,
            verdict.costPerPurchase().orElse(null),
            verdict.leastCostPerPurchase().orElse(null),
            verdict.mostCostPerPurchase().orElse(null),
            null));
    add(
        new Metric(
            "break_even_margin",
            null,
            number(verdict.breakEven().margin()),
            number(verdict.breakEven().lower()),
            number(verdict.breakEven().upper()),
            null));
    add(Metric.text("decision", lowerCase(verdict.decision())));
  }

  private void test(String name, TestResult test) {
    add(Metric.of(name, test.statistic()));
    add(Metric.of(name + "_p_value", test.pValue()));
  }

  private void add(Metric metric) {
    rows.add(metric);
  }

  private static @Nullable Double number(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
