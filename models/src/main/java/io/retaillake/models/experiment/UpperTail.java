package io.retaillake.models.experiment;

import org.apache.commons.math3.special.Gamma;

/**
 * Logarithms of upper tail probabilities, right where the probability itself is too small for a
 * double: a p-value of 1e-1000 has a logarithm of -2302.6.
 *
 * <p>The regularized incomplete gamma function Q(a, x) is taken from Commons Math's series below x
 * = a + 1, and above it from Legendre's continued fraction by the modified method of Lentz (Press
 * et al., "Numerical Recipes", 3rd edition, 6.2), whose leading factor stays in logarithms.
 * Relative error of the logarithm about 1e-14.
 */
final class UpperTail {

  private static final double PRECISION = 1e-16;
  private static final int MOST_TERMS = 100_000;
  private static final double TINY = 1e-300;

  private UpperTail() {}

  /** log P(X >= statistic) of a chi-square variable. */
  static double logChiSquare(double statistic, int degreesOfFreedom) {
    return logGammaQ(degreesOfFreedom / 2.0, statistic / 2);
  }

  /** log P(|Z| >= |z|) of a standard normal variable. */
  static double logNormalTwoSided(double z) {
    return logGammaQ(0.5, z * z / 2);
  }

  /** log P(Z >= z) of a standard normal variable. */
  static double logNormal(double z) {
    double logHalfOfTwoSided = logNormalTwoSided(z) - Math.log(2);
    return z >= 0 ? logHalfOfTwoSided : Math.log1p(-Math.exp(logHalfOfTwoSided));
  }

  private static double logGammaQ(double a, double x) {
    if (Double.isNaN(x)) {
      return Double.NaN;
    }
    if (x == Double.POSITIVE_INFINITY) {
      return Double.NEGATIVE_INFINITY;
    }
    if (x < a + 1) {
      return Math.log1p(-Gamma.regularizedGammaP(a, x, PRECISION, MOST_TERMS));
    }
    return a * Math.log(x) - x - Gamma.logGamma(a) + Math.log(continuedFraction(a, x));
  }

  private static double continuedFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double fraction = d;
    for (int term = 1; term < MOST_TERMS; term++) {
      double numerator = -term * (term - a);
      b += 2;
      d = 1 / awayFromZero(numerator * d + b);
      c = awayFromZero(b + numerator / c);
      double step = d * c;
      fraction *= step;
      if (Math.abs(step - 1) <= PRECISION) {
        break;
      }
    }
    return fraction;
  }

  private static double awayFromZero(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }
}
