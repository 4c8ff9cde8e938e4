package io.retaillake.models.cli;

import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.Equivalence;
import io.retaillake.models.experiment.Estimate;
import io.retaillake.models.experiment.Interval;
import io.retaillake.models.experiment.TestResult;
import io.retaillake.models.experiment.Verdict;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What an analysis says, in a few lines. */
final class ExperimentLines {

  private static final double SMALLEST_PRINTED = 1e-300;

  private ExperimentLines() {}

  static void print(Lines out, Analysis analysis, Optional<Verdict> verdict) {
    out.line(
        "sample ratio  p = %s: %s",
        pValue(analysis.sampleRatio().test()),
        analysis.sampleRatio().mismatch()
            ? "MISMATCH, the groups are not as planned; trust nothing below"
            : "the groups are as large as planned");
    rate(out, "control", analysis.data().control(), analysis.controlRate());
    rate(out, "treatment", analysis.data().treatment(), analysis.treatmentRate());
    Estimate difference = analysis.difference();
    out.line(
        "difference    %+.2f points (%+.2f to %+.2f), chi-square %.3f, p = %s",
        100 * difference.value(),
        100 * difference.interval().lower(),
        100 * difference.interval().upper(),
        analysis.chiSquare().statistic(),
        pValue(analysis.chiSquare()));
    analysis
        .relativeLift()
        .ifPresent(
            lift ->
                out.line(
                    "relative      %+.1f%% (%+.1f%% to %+.1f%%)",
                    100 * lift.value(),
                    100 * lift.interval().lower(),
                    100 * lift.interval().upper()));
    analysis
        .minimumDetectableEffect()
        .ifPresent(
            effect ->
                out.line(
                    "power         %.0f%% for a difference of %.2f points or more",
                    100 * analysis.settings().power(), 100 * effect));
    revenue(out, analysis);
    analysis.holdout().ifPresent(check -> holdout(out, check));
    verdict.ifPresent(judged -> verdict(out, judged));
  }

  private static void rate(Lines out, String group, Conversions counts, Interval rate) {
    out.line(
        "%-12s  %,d of %,d bought: %.2f%% (%.2f%% to %.2f%%)",
        group,
        counts.converted(),
        counts.size(),
        100 * counts.rate(),
        100 * rate.lower(),
        100 * rate.upper());
  }

  private static void revenue(Lines out, Analysis analysis) {
    analysis
        .means()
        .ifPresent(
            means -> {
              Interval interval = means.differenceInterval(analysis.settings().confidence());
              out.line(
                  "revenue       $%.2f against $%.2f a customer: %+.2f (%+.2f to %+.2f)",
                  means.treatmentMean(),
                  means.controlMean(),
                  means.difference(),
                  interval.lower(),
                  interval.upper());
            });
    analysis
        .mannWhitney()
        .ifPresent(
            test -> out.line("rank test     U = %.1f, p = %s", test.u(), pValue(test.test())));
    analysis
        .cuped()
        .ifPresent(
            cuped ->
                out.line(
                    "CUPED         %+.2f (%+.2f to %+.2f), variance %.0f%% less",
                    cuped.difference(),
                    cuped.interval().lower(),
                    cuped.interval().upper(),
                    100 * cuped.varianceReduction()));
  }

  private static void holdout(Lines out, Equivalence check) {
    String finding =
        switch (check.finding()) {
          case EQUIVALENT -> "equivalent to the control within %.1f points";
          case DIFFERENT -> "DIFFERENT from the control, not within %.1f points: look for a bias";
          case NOT_SHOWN -> "too small to show that it is within %.1f points of the control";
        };
    out.line(
        "holdout       %+.2f points from the control (%+.2f to %+.2f): " + finding,
        100 * check.difference(),
        100 * check.interval().lower(),
        100 * check.interval().upper(),
        100 * check.tolerance());
  }

  static void verdict(Lines out, Verdict verdict) {
    out.line("");
    out.line(
        "Campaign for %,d customers at $%.2f, margin %.0f%%",
        verdict.campaign().customers(),
        verdict.campaign().costPerCustomer(),
        100 * verdict.campaign().margin());
    amount(out, "purchases", "%,.0f (%,.0f to %,.0f) more", verdict.purchases());
    amount(out, "revenue", "$%,.0f ($%,.0f to $%,.0f) more", verdict.revenue());
    amount(out, "contribution", "$%,.0f ($%,.0f to $%,.0f) more", verdict.contribution());
    out.line("  %-14s  $%,.0f", "cost", verdict.cost());
    amount(out, "net", "$%,.0f ($%,.0f to $%,.0f)", verdict.net());
    verdict
        .returnOnInvestment()
        .ifPresent(roi -> amount(out, "ROI", "%.0f%% (%.0f%% to %.0f%%)", percent(roi)));
    out.line("  %-14s  %s", "break-even", breakEven(verdict.breakEven().margin()) + " of margin");
    out.line(
        "  %-14s  %s",
        "decision", verdict.decision().name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  private static void amount(Lines out, String name, String form, Estimate estimate) {
    out.line(
        "  %-14s  " + form,
        name,
        estimate.value(),
        estimate.interval().lower(),
        estimate.interval().upper());
  }

  private static Estimate percent(Estimate estimate) {
    return new Estimate(100 * estimate.value(), estimate.interval().times(100));
  }

  private static String breakEven(OptionalDouble margin) {
    return margin.isPresent()
        ? String.format(Locale.ROOT, "%.1f%%", 100 * margin.getAsDouble())
        : "no amount";
  }

  private static String pValue(TestResult test) {
    return test.pValue() < SMALLEST_PRINTED
        ? String.format(Locale.ROOT, "10^%.1f", test.log10P())
        : String.format(Locale.ROOT, "%.3g", test.pValue());
  }
}
