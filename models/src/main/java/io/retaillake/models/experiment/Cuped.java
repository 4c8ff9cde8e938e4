package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;

/**
 * The difference of means after what was known before the test is taken out (CUPED: Deng, Xu,
 * Kohavi and Walker, "Improving the sensitivity of online controlled experiments by utilizing
 * pre-experiment data", WSDM 2013).
 *
 * <p>Each customer's value y becomes y - theta (x - mean of x), x being the same customer's value
 * before the test, and theta the slope of y on x within the groups. The difference keeps its
 * meaning, since the groups were alike before the test but for chance; its variance falls by the
 * square of the correlation.
 *
 * @param theta the slope
 * @param correlation of before and during, within the groups; 0 where either does not vary
 * @param difference treatment less control, adjusted
 * @param interval of the adjusted difference, by the normal approximation
 * @param unadjusted the plain difference of means
 * @param varianceReduction the share of the plain difference's variance that is gone; can be below
 *     0 by a little where before and during have nothing to do with each other
 */
public record Cuped(
    double theta,
    double correlation,
    double difference,
    Interval interval,
    double unadjusted,
    double varianceReduction) {

  /**
   * Adjusts the difference of means. Values before and during the test are those of the same
   * customers in the same order.
   *
   * @throws ModelException if a group has fewer than two customers, the lengths differ, or a value
   *     is not a number
   */
  public static Cuped adjust(
      double[] controlBefore,
      double[] controlDuring,
      double[] treatmentBefore,
      double[] treatmentDuring,
      double confidence) {
    checkPair("control", controlBefore, controlDuring);
    checkPair("treatment", treatmentBefore, treatmentDuring);
    double beforeVariance = sum(controlBefore, controlBefore, treatmentBefore, treatmentBefore);
    double duringVariance = sum(controlDuring, controlDuring, treatmentDuring, treatmentDuring);
    double covariance = sum(controlBefore, controlDuring, treatmentBefore, treatmentDuring);
    double theta = beforeVariance == 0 ? 0 : covariance / beforeVariance;
    double scale = Math.sqrt(beforeVariance * duringVariance);
    double unadjusted = Samples.mean(treatmentDuring) - Samples.mean(controlDuring);
    double difference =
        unadjusted - theta * (Samples.mean(treatmentBefore) - Samples.mean(controlBefore));
    double variance =
        meanVariance(adjusted(controlBefore, controlDuring, theta))
            + meanVariance(adjusted(treatmentBefore, treatmentDuring, theta));
    double plainVariance = meanVariance(controlDuring) + meanVariance(treatmentDuring);
    double half = Normal.twoSided(confidence) * Math.sqrt(variance);
    return new Cuped(
        theta,
        scale == 0 ? 0 : covariance / scale,
        difference,
        new Interval(difference - half, difference + half),
        unadjusted,
        plainVariance == 0 ? 0 : 1 - variance / plainVariance);
  }

  private static void checkPair(String group, double[] before, double[] during) {
    Samples.checked(group, during, 2);
    Samples.checked(group + " before the test", before, 2);
    if (before.length != during.length) {
      throw ModelException.badData(
          "the "
              + group
              + " has "
              + before.length
              + " values before the test and "
              + during.length
              + " during it",
          "each customer's own past is taken out of its value",
          "Give both for the same customers in the same order");
    }
  }

  private static double sum(double[] x1, double[] y1, double[] x2, double[] y2) {
    return Samples.covariance(x1, y1) * (x1.length - 1)
        + Samples.covariance(x2, y2) * (x2.length - 1);
  }

  private static double[] adjusted(double[] before, double[] during, double theta) {
    double[] adjusted = new double[during.length];
    for (int i = 0; i < adjusted.length; i++) {
      adjusted[i] = during[i] - theta * before[i];
    }
    return adjusted;
  }

  private static double meanVariance(double[] sample) {
    return Samples.variance(sample) / sample.length;
  }
}
