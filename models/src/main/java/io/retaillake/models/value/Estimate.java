package io.retaillake.models.value;

/**
 * A fitted parameter that is positive.
 *
 * @param name as in the literature
 * @param value the estimate
 * @param standardError by the curvature of the (penalised) likelihood; NaN where there is none
 * @param lower the lower end of the 95% interval, which is symmetric on the logarithm
 * @param upper its upper end
 */
public record Estimate(
    String name, double value, double standardError, double lower, double upper) {

  private static final double NORMAL_95 = 1.959963984540054;

  /** From the standard error of the parameter's logarithm. */
  static Estimate ofLog(String name, double value, double logError) {
    double factor = Math.exp(NORMAL_95 * logError);
    return new Estimate(name, value, value * logError, value / factor, value * factor);
  }

  /** Whether the 95% interval holds the value. */
  public boolean covers(double truth) {
    return lower <= truth && truth <= upper;
  }
}
