package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;

/**
 * Whether the holdout, which was drawn from the treatment but not exposed, converts like the
 * control: a check of the whole chain for bias. 'No difference found' would say little, since a
 * small holdout finds none whatever there is. So it is turned round: the two are called equivalent
 * only if a difference beyond a tolerance is rejected on both sides (two one-sided tests,
 * Schuirmann 1987).
 *
 * @param difference holdout's rate less control's
 * @param interval of the difference, Newcombe's, at the confidence asked for
 * @param tolerance the largest difference that would not matter, in rates: 0.02 is two points
 * @param equivalenceInterval of the difference at confidence 1 - 2 alpha; equivalence at level
 *     alpha is about this interval lying within the tolerance
 * @param logP logarithm of the greater p-value of the two one-sided tests
 * @param finding what can be said
 */
public record Equivalence(
    double difference,
    Interval interval,
    double tolerance,
    Interval equivalenceInterval,
    double logP,
    Finding finding) {

  /** What can be said of two groups that should be alike. */
  public enum Finding {
    /** A difference beyond the tolerance is rejected. */
    EQUIVALENT,
    /** A difference is shown, and one within the tolerance is not. */
    DIFFERENT,
    /** Neither is shown: the groups are too small for this tolerance. */
    NOT_SHOWN
  }

  /**
   * Compares the two.
   *
   * @param confidence of the interval; alpha of both tests is one less it
   * @throws ModelException WRONG_SETTING if the tolerance is not above 0
   */
  public static Equivalence of(
      Conversions control, Conversions holdout, double tolerance, double confidence) {
    if (!(tolerance > 0 && tolerance < 1)) {
      throw ModelException.wrongSetting(
          "a tolerance of " + tolerance + " can't be used",
          "it is the largest difference of rates that would not matter, above 0 and below 1",
          "Give one such as 0.02, two points");
    }
    double alpha = 1 - Normal.checkedConfidence(confidence);
    double difference = holdout.rate() - control.rate();
    double standardError = Math.sqrt(varianceOfRate(control) + varianceOfRate(holdout));
    double logAbove = UpperTail.logNormal((difference + tolerance) / standardError);
    double logBelow = UpperTail.logNormal((tolerance - difference) / standardError);
    double logP = Math.max(logAbove, logBelow);
    Interval interval = ConversionIntervals.newcombe(control, holdout, confidence);
    Interval narrow = ConversionIntervals.newcombe(control, holdout, Math.max(1 - 2 * alpha, 1e-6));
    return new Equivalence(
        difference,
        interval,
        tolerance,
        narrow,
        logP,
        finding(Math.exp(logP) < alpha, !interval.contains(0)));
  }

  /** The p-value of both one-sided tests together. */
  public double pValue() {
    return Math.exp(logP);
  }

  private static Finding finding(boolean equivalent, boolean different) {
    if (equivalent) {
      return Finding.EQUIVALENT;
    }
    return different ? Finding.DIFFERENT : Finding.NOT_SHOWN;
  }

  /** With half a customer added to each side, so that a group without conversions has one. */
  private static double varianceOfRate(Conversions group) {
    double size = group.size() + 1.0;
    double rate = (group.converted() + 0.5) / size;
    return rate * (1 - rate) / size;
  }
}
