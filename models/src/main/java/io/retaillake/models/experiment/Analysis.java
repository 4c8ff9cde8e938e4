package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import io.retaillake.models.experiment.Equivalence.Finding;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A test that has ended, analyzed: the sample ratio first, then conversion, revenue and the
 * holdout. A verdict on a campaign follows from it by {@link #judge}.
 *
 * <pre>{@code
 * Analysis analysis =
 *     Analysis.of(
 *         ExperimentData.of(new Conversions(560, 5000), new Conversions(740, 5000)),
 *         AnalysisSettings.defaults());
 * analysis.chiSquare().pValue(); // 8.7e-8
 * }</pre>
 *
 * @param difference treatment's rate less control's, with Newcombe's interval
 * @param relativeLift treatment's rate / control's - 1, by the log ratio; empty where the control
 *     or the treatment has no conversion
 * @param means the bootstrap of mean revenue
 */
public record Analysis(
    ExperimentData data,
    AnalysisSettings settings,
    SampleRatio sampleRatio,
    TestResult chiSquare,
    TestResult chiSquareYates,
    TestResult z,
    Interval controlRate,
    Interval treatmentRate,
    Estimate difference,
    Optional<Estimate> relativeLift,
    Optional<MannWhitney> mannWhitney,
    Optional<MeanBootstrap> means,
    Optional<Cuped> cuped,
    Optional<Equivalence> holdout) {

  /**
   * Analyzes a test.
   *
   * @throws ModelException if a setting is out of its range or the data can't be used
   */
  public static Analysis of(ExperimentData data, AnalysisSettings settings) {
    Conversions control = data.control();
    Conversions treatment = data.treatment();
    double confidence = Normal.checkedConfidence(settings.confidence());
    return new Analysis(
        data,
        settings,
        sampleRatio(data, settings.controlShare()),
        ConversionTests.chiSquare(control, treatment),
        ConversionTests.chiSquareYates(control, treatment),
        ConversionTests.twoProportionZ(control, treatment),
        ConversionIntervals.wilson(control, confidence),
        ConversionIntervals.wilson(treatment, confidence),
        new Estimate(
            treatment.rate() - control.rate(),
            ConversionIntervals.newcombe(control, treatment, confidence)),
        ConversionIntervals.relativeLift(control, treatment, confidence)
            .map(interval -> new Estimate(treatment.rate() / control.rate() - 1, interval)),
        data.revenue().map(sample -> MannWhitney.test(sample.control(), sample.treatment())),
        data.revenue()
            .map(
                sample ->
                    MeanBootstrap.of(
                        sample.control(),
                        sample.treatment(),
                        settings.resamples(),
                        settings.seed())),
        cuped(data, confidence),
        data.holdout()
            .map(held -> Equivalence.of(control, held, settings.tolerance(), confidence)));
  }

  /**
   * The smallest difference of rates, above the control's, that a test of this size finds with the
   * power of the settings; empty where it finds none, or no rate is between 0 and 1. It says what
   * the test could see, whatever it saw.
   */
  public OptionalDouble minimumDetectableEffect() {
    Conversions control = data.control();
    if (control.converted() == 0 || control.notConverted() == 0) {
      return OptionalDouble.empty();
    }
    double ratio = (double) data.treatment().size() / control.size();
    TestPlan plan = new TestPlan(control.rate(), 1 - settings.confidence(), ratio);
    OptionalDouble rate = plan.smallestDetectableRate((double) control.size(), settings.power());
    return rate.isPresent()
        ? OptionalDouble.of(rate.getAsDouble() - control.rate())
        : OptionalDouble.empty();
  }

  /** Whether the sample ratio or the holdout speaks against the test itself. */
  public boolean inDoubt() {
    return sampleRatio.mismatch()
        || holdout.filter(check -> check.finding() == Finding.DIFFERENT).isPresent();
  }

  /**
   * Judges a campaign by each customer's revenue.
   *
   * @throws ModelException BAD_DATA if the revenue is not that of every customer
   */
  public Verdict judge(Campaign campaign) {
    MeanBootstrap known =
        means.orElseThrow(
            () ->
                ModelException.wrongSetting(
                    "the campaign can't be judged",
                    "no revenue is known",
                    "Give each customer's revenue, or the mean order value of both groups"));
    RevenueSamples samples = data.revenue().orElseThrow();
    checkComplete("control", data.control(), samples.control());
    checkComplete("treatment", data.treatment(), samples.treatment());
    return judge(campaign, RevenuePerCustomer.ofSamples(known));
  }

  /** Judges a campaign by this revenue. */
  public Verdict judge(Campaign campaign, RevenuePerCustomer revenue) {
    return Verdict.of(campaign, difference, revenue, inDoubt(), settings.confidence());
  }

  private static SampleRatio sampleRatio(ExperimentData data, double controlShare) {
    long heldBack = data.holdout().map(Conversions::size).orElse(0L);
    return SampleRatio.check(
        new long[] {data.control().size(), data.treatment().size() + heldBack},
        new double[] {controlShare, 1 - controlShare});
  }

  private static Optional<Cuped> cuped(ExperimentData data, double confidence) {
    if (data.revenue().isEmpty() || data.revenueBefore().isEmpty()) {
      return Optional.empty();
    }
    RevenueSamples during = data.revenue().get();
    RevenueSamples before = data.revenueBefore().get();
    return Optional.of(
        Cuped.adjust(
            before.control(),
            during.control(),
            before.treatment(),
            during.treatment(),
            confidence));
  }

  private static void checkComplete(String group, Conversions conversions, double[] revenue) {
    if (revenue.length != conversions.size()) {
      throw ModelException.badData(
          "the "
              + group
              + " has "
              + conversions.size()
              + " customers, and revenue of "
              + revenue.length,
          "a mean of those who bought alone would count the others as if they had bought too",
          "Give the revenue of every customer, zero for those who bought nothing");
    }
  }
}
