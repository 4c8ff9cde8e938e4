package io.retaillake.models.experiment;

/**
 * What a test of significance found.
 *
 * @param statistic the test's own figure: chi-square, or z with the sign of the difference
 * @param logP natural logarithm of the p-value, right however small the p-value is
 */
public record TestResult(double statistic, double logP) {

  private static final double LN_10 = Math.log(10);

  /** The p-value; 0 where it is smaller than a double can hold, about 1e-308. */
  public double pValue() {
    return Math.exp(logP);
  }

  /** Decimal logarithm of the p-value. */
  public double log10P() {
    return logP / LN_10;
  }
}
