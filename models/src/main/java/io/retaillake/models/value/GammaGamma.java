package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.Gammas;
import java.io.Serializable;

/**
 * The Gamma-Gamma model of what a customer spends in a purchase. Amounts vary around a mean that is
 * the customer's own; an observed mean of few purchases says less of it than one of many, and is
 * drawn towards the mean of all. It takes the mean to be independent of how often one buys: see
 * {@link Independence}.
 *
 * <p>Money is a double here, in any currency: these are expectations, not amounts that are booked.
 * Source: Fader and Hardie, The Gamma-Gamma Model of Monetary Value (note 025, 2013).
 *
 * @param p the shape of a customer's amounts
 * @param q the shape of the customers' scales; the mean exists for q &gt; 1 only
 * @param v their scale, in money
 */
public record GammaGamma(double p, double q, double v) implements Serializable {

  /** All three are positive and finite. */
  public GammaGamma {
    requirePositive("p", p);
    requirePositive("q", q);
    requirePositive("v", v);
  }

  /**
   * Fits the model to customers who bought more than once and paid something.
   *
   * @param penalty how much p² + q² + v² costs against the mean log-likelihood; 0 for none, which
   *     is what to use, as v is in money
   * @throws ModelException if nobody paid anything in a repeat purchase, or all paid alike. A fit
   *     that runs away is returned and says so: {@link GammaGammaFit#converged}
   */
  public static GammaGammaFit fit(SpendingHistories spending, double penalty) {
    return GammaGammaFitter.fit(spending, penalty);
  }

  /** ln of the probability density of the mean amount of a customer's repeat purchases. */
  public double logLikelihood(double frequency, double meanValue) {
    double px = p * frequency;
    double total = frequency * meanValue;
    // Of the terms with px, what cancels is taken out first.
    return Gammas.logGammaDifference(px, q)
        - org.apache.commons.math3.special.Gamma.logGamma(q)
        - px * Math.log1p(v / total)
        - q * Math.log1p(total / v)
        - Math.log(meanValue);
  }

  /** The log-likelihood of all customers in it. */
  public double logLikelihood(SpendingHistories spending) {
    double sum = 0;
    for (int i = 0; i < spending.size(); i++) {
      sum += spending.weight(i) * logLikelihood(spending.frequency(i), spending.meanValue(i));
    }
    return sum;
  }

  /**
   * The expected mean amount of a purchase, of all customers: p·v / (q − 1).
   *
   * @throws ModelException if q ≤ 1, where there is none
   */
  public double expectedValue() {
    return expectedValue(0, 0);
  }

  /**
   * The expected mean amount of a purchase of a customer with this many repeat purchases at this
   * mean (equation 5 of the note): p · (v + x·m) / (p·x + q − 1).
   *
   * @throws ModelException if q ≤ 1, where the mean of all customers does not exist
   */
  public double expectedValue(double frequency, double meanValue) {
    requireMean();
    double total = frequency == 0 ? 0 : frequency * meanValue;
    return p * (v + total) / (p * frequency + q - 1);
  }

  /** Whether the mean exists: q &gt; 1. */
  public boolean hasMean() {
    return q > 1;
  }

  /**
   * Holds the model to having a mean.
   *
   * @throws ModelException if q ≤ 1
   */
  public void requireMean() {
    if (!hasMean()) {
      throw ModelException.noFit(
          "the Gamma-Gamma model has no mean: q is " + q,
          "with q ≤ 1 a few customers may spend without bound, and the expected value is infinite",
          "Look for outliers in monetary_value, or give more customers with repeat purchases");
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw ModelException.badData(
          "the Gamma-Gamma parameter " + name + " is " + value,
          "p, q and v are positive numbers",
          "Take the parameters of a fit that converged");
    }
  }
}
