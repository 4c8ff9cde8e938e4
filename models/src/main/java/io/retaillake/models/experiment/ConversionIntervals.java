package io.retaillake.models.experiment;

import java.util.Optional;

/** Intervals for conversion rates, their difference and their ratio. */
public final class ConversionIntervals {

  private ConversionIntervals() {}

  /**
   * Wilson's score interval of a rate (1927), never outside 0 to 1.
   *
   * @param confidence such as 0.95
   */
  public static Interval wilson(Conversions group, double confidence) {
    double z = Normal.twoSided(confidence);
    double n = group.size();
    double rate = group.rate();
    double centre = (rate + z * z / (2 * n)) / (1 + z * z / n);
    double half = z / (1 + z * z / n) * Math.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n));
    // Exactly 0 and 1 at the ends, where rounding would leave a little.
    double lower = group.converted() == 0 ? 0 : Math.max(0, centre - half);
    double upper = group.notConverted() == 0 ? 1 : Math.min(1, centre + half);
    return new Interval(lower, upper);
  }

  /**
   * Newcombe's interval of treatment less control: his method 10, of the two Wilson intervals
   * ("Interval estimation for the difference between independent proportions", 1998).
   */
  public static Interval newcombe(Conversions control, Conversions treatment, double confidence) {
    return weightedDifference(control, 1, treatment, 1, confidence);
  }

  /**
   * The interval of {@code b · treatment rate - a · control rate} from the two Wilson intervals, by
   * the recovery of variances of Zou and Donner (2008), which is Newcombe's where both weights are
   * 1. With the mean order value of each group as its weight it is the difference of revenue a
   * customer, the order values taken as exact.
   *
   * @param a weight of the control
   * @param b weight of the treatment
   */
  public static Interval weightedDifference(
      Conversions control, double a, Conversions treatment, double b, double confidence) {
    Interval controlPart = weighted(wilson(control, confidence), -a);
    Interval treatmentPart = weighted(wilson(treatment, confidence), b);
    double controlRate = -a * control.rate();
    double treatmentRate = b * treatment.rate();
    double difference = treatmentRate + controlRate;
    double below =
        Math.hypot(treatmentRate - treatmentPart.lower(), controlRate - controlPart.lower());
    double above =
        Math.hypot(treatmentPart.upper() - treatmentRate, controlPart.upper() - controlRate);
    return new Interval(difference - below, difference + above);
  }

  private static Interval weighted(Interval interval, double weight) {
    return weight < 0
        ? new Interval(interval.upper() * weight, interval.lower() * weight)
        : interval.times(weight);
  }

  /**
   * The interval of the relative lift, treatment rate / control rate - 1, by the logarithm of the
   * ratio (Katz et al., 1978). Empty where a group has no conversion: there the method has no
   * answer.
   */
  public static Optional<Interval> relativeLift(
      Conversions control, Conversions treatment, double confidence) {
    if (control.converted() == 0 || treatment.converted() == 0) {
      return Optional.empty();
    }
    double logRatio = Math.log(treatment.rate() / control.rate());
    double standardError =
        Math.sqrt(
            1.0 / control.converted()
                - 1.0 / control.size()
                + 1.0 / treatment.converted()
                - 1.0 / treatment.size());
    double half = Normal.twoSided(confidence) * standardError;
    return Optional.of(new Interval(Math.expm1(logRatio - half), Math.expm1(logRatio + half)));
  }
}
