package io.retaillake.models.value;

/**
 * The purchases to expect of customers with one frequency, for any times.
 *
 * <p>The published formula (equation 10) divides by a−1 and subtracts nearly equal numbers. Here
 * the hypergeometric series is taken in Euler's form, whose coefficients depend on the frequency
 * alone and are kept, and the pole at a = 1 is taken out of it by expm1. Where the series would
 * still lose its digits or not end, {@link ExpectedPurchasesIntegral} is used: the result is good
 * to 1e-9 or better everywhere.
 *
 * <p>Immutable and safe to share.
 */
public final class ExpectedPurchases {

  private static final int KEPT_TERMS = 96;
  private static final int MOST_TERMS = 50_000;
  private static final double ENOUGH = 1e-16;

  /** So much may cancel before the sum loses the digits that are promised. */
  private static final double MOST_CANCELLED = 1e5;

  private final BetaGeometricNegativeBinomial model;
  private final double frequency;
  private final double excess;
  private final double stay;
  private final double first;
  private final double[] coefficients = new double[KEPT_TERMS];

  public ExpectedPurchases(BetaGeometricNegativeBinomial model, double frequency) {
    this.model = model;
    this.frequency = frequency;
    this.excess = model.a() - 1;
    this.stay = model.a() + model.b() + (frequency - 1);
    this.first = model.a() + model.b() - 1 - model.r();
    coefficients[0] = first;
    for (int k = 1; k < KEPT_TERMS; k++) {
      coefficients[k] = coefficients[k - 1] * ratio(k);
    }
  }

  /** The purchases expected in the next time t of a customer with these times. */
  public double in(double t, double recency, double age) {
    return model.probabilityAlive(frequency, recency, age) * whileAlive(age, t);
  }

  /**
   * The same, if it is known that the customer is still alive; its recency is of no matter then.
   */
  public double whileAlive(double age, double t) {
    BetaGeometricNegativeBinomial.requireTime(t);
    if (t == 0) {
      return 0;
    }
    double ahead = t / (model.alpha() + age);
    double log = -Math.log1p(ahead);
    double growth = excess == 0 ? -log : -Math.expm1(excess * log) / excess;
    double z = ahead / (1 + ahead);

    double sum = 0;
    double size = 0;
    double zPower = z;
    double term = 0;
    int k = 0;
    double near = ENOUGH * (1 - z);
    while (k < KEPT_TERMS) {
      term = coefficients[k] * zPower;
      sum += term;
      size += Math.abs(term);
      k++;
      if (Math.abs(term) <= near * Math.abs(sum)) {
        return combine(excess * log, growth, sum, size, ahead);
      }
      zPower *= z;
    }
    while (k < MOST_TERMS) {
      term *= ratio(k) * z;
      sum += term;
      size += Math.abs(term);
      k++;
      if (Math.abs(term) <= near * Math.abs(sum)) {
        return combine(excess * log, growth, sum, size, ahead);
      }
    }
    return new ExpectedPurchasesIntegral(model, frequency).whileAlive(ahead);
  }

  private double combine(double exponent, double growth, double sum, double size, double ahead) {
    double power = Math.exp(exponent);
    double expected = stay * growth - power * sum;
    // The power has as many more units of rounding as its exponent is large.
    double rounded = Math.abs(stay * growth) + power * size * (1 + Math.abs(exponent));
    boolean exact = rounded < MOST_CANCELLED * expected;
    return exact ? expected : new ExpectedPurchasesIntegral(model, frequency).whileAlive(ahead);
  }

  /** What the series' term k is of the one before it, without z. */
  private double ratio(int k) {
    return (first + k) / (stay + k) * ((model.a() + (k - 1)) / (k + 1));
  }
}
