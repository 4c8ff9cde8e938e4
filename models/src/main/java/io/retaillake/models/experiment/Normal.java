package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import org.apache.commons.math3.distribution.NormalDistribution;

/** Quantiles and probabilities of the standard normal distribution. */
final class Normal {

  private static final NormalDistribution STANDARD = new NormalDistribution(null, 0, 1);

  private Normal() {}

  /** The z that a standard normal variable stays below with this probability. */
  static double quantile(double probability) {
    return STANDARD.inverseCumulativeProbability(probability);
  }

  /** The z for a two-sided interval: 1.96 for 0.95. */
  static double twoSided(double confidence) {
    return quantile(0.5 + checkedConfidence(confidence) / 2);
  }

  static double checkedConfidence(double confidence) {
    if (!(confidence > 0 && confidence < 1)) {
      throw ModelException.wrongSetting(
          "a confidence of " + confidence + " can't be used",
          "it is a probability, and neither 0 nor 1",
          "Give one such as 0.95");
    }
    return confidence;
  }

  /** P(Z < z). */
  static double cumulative(double z) {
    return Math.exp(UpperTail.logNormal(-z));
  }
}
