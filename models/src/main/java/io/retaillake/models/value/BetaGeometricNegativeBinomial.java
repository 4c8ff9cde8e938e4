package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.Gammas;
import java.io.Serializable;
import org.apache.commons.math3.special.Beta;

/**
 * The BG/NBD model of how often a customer buys, and whether it still does. While alive, a customer
 * buys at random at a rate of its own; after each purchase it leaves with a probability of its own.
 * Over all customers rates are Gamma(r, α) and probabilities Beta(a, b).
 *
 * <p>Times are in the unit of the data that it was fitted to, and α with them. Source: Fader,
 * Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005); equations
 * are numbered as there.
 *
 * <pre>{@code
 * BgNbdFit fit = BetaGeometricNegativeBinomial.fit(PurchaseHistories.of(x, tx, t), 0);
 * double next39Weeks = fit.model().expectedPurchases(39, PurchaseHistory.of(2, 30.43, 38.86));
 * }</pre>
 *
 * @param r the shape of the purchase rates
 * @param alpha their scale, in units of time
 * @param a how much the customers tend to leave after a purchase
 * @param b how much they tend to stay
 */
public record BetaGeometricNegativeBinomial(double r, double alpha, double a, double b)
    implements Serializable {

  /** Up to here the sum of logarithms is as quick as the difference of log-gammas. */
  private static final double SUMMED_FREQUENCY = 16;

  /** All four are positive and finite. */
  public BetaGeometricNegativeBinomial {
    requirePositive("r", r);
    requirePositive("alpha", alpha);
    requirePositive("a", a);
    requirePositive("b", b);
  }

  /**
   * Fits the model by maximum likelihood, or by penalised likelihood.
   *
   * @param penalty how much r² + α² + a² + b² costs, with α divided by the longest T, against the
   *     mean log-likelihood; 0 for none. Small ones, 0.001 to 0.1, help where data are few
   * @throws ModelException if the data can't tell anything: no repeat purchase, or all alike. A fit
   *     that runs away is returned and says so: {@link BgNbdFit#converged}
   */
  public static BgNbdFit fit(PurchaseHistories histories, double penalty) {
    return BgNbdFitter.fit(histories, penalty);
  }

  /** ln of the probability density of a customer's history (equation 6). */
  public double logLikelihood(double frequency, double recency, double age) {
    double ever = -r * Math.log1p(age / alpha);
    if (frequency == 0) {
      return ever;
    }
    double odds = logOddsGone(frequency, recency, age);
    double gone = Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds)));
    return Gammas.logGammaDifference(r, frequency)
        + logBetaRatio(a, b, frequency)
        + ever
        - frequency * Math.log(alpha + age)
        + gone;
  }

  /** The log-likelihood of all customers. */
  public double logLikelihood(PurchaseHistories histories) {
    double sum = 0;
    for (int i = 0; i < histories.size(); i++) {
      sum +=
          histories.weight(i)
              * logLikelihood(histories.frequency(i), histories.recency(i), histories.age(i));
    }
    return sum;
  }

  /**
   * P(alive): the probability that a customer with this history will buy again. One who has not
   * bought a second time is alive with certainty, as one leaves only after a repeat purchase.
   */
  public double probabilityAlive(double frequency, double recency, double age) {
    return frequency == 0 ? 1 : 1 / (1 + Math.exp(logOddsGone(frequency, recency, age)));
  }

  /** The purchases that a new customer is expected to make in a time t after its first one. */
  public double expectedPurchases(double t) {
    return new ExpectedPurchases(this, 0).whileAlive(0, t);
  }

  /**
   * The purchases that a customer with this history is expected to make in the next time t. To ask
   * for many customers or times, keep an {@link ExpectedPurchases} for each frequency.
   */
  public double expectedPurchases(double t, double frequency, double recency, double age) {
    return new ExpectedPurchases(this, frequency).in(t, recency, age);
  }

  /**
   * The probability that a new customer makes exactly n purchases in a time t after its first one
   * (equation 8).
   */
  public double probabilityOfPurchases(int n, double t) {
    if (n < 0) {
      throw ModelException.wrongSetting(
          n + " purchases were asked for", "purchases are counted from 0 up", "Ask for 0 or more");
    }
    requireTime(t);
    double bought = t / (alpha + t);
    double staying =
        Math.exp(
            logBetaRatio(a, b, n)
                + Gammas.logGammaDifference(r, n)
                - Gammas.logGammaDifference(1, n)
                - r * Math.log1p(t / alpha)
                + (n == 0 ? 0 : n * Math.log(bought)));
    if (n == 0) {
      return staying;
    }
    // B(a+1, b+n-1) / B(a, b), times the probability that it would have bought n times or more.
    double leaving = Math.exp(logBetaRatio(a, b, n - 1) + Math.log(a) - Math.log(a + b + (n - 1)));
    return staying + leaving * Beta.regularizedBeta(bought, n, r);
  }

  /** ln of P(gone) / P(alive). */
  private double logOddsGone(double frequency, double recency, double age) {
    return Math.log(a)
        - Math.log(b + (frequency - 1))
        + (r + frequency) * Math.log1p((age - recency) / (alpha + recency));
  }

  /** ln B(a, b+x) − ln B(a, b): of having stayed x times. */
  static double logBetaRatio(double a, double b, double x) {
    if (x <= SUMMED_FREQUENCY) {
      double sum = 0;
      for (int i = 0; i < x; i++) {
        sum -= Math.log1p(a / (b + i));
      }
      return sum;
    }
    // The shorter difference loses less.
    return a < x
        ? Gammas.logGammaDifference(b, a) - Gammas.logGammaDifference(b + x, a)
        : Gammas.logGammaDifference(b, x) - Gammas.logGammaDifference(a + b, x);
  }

  static void requireTime(double t) {
    if (!(t >= 0) || Double.isInfinite(t)) {
      throw ModelException.wrongSetting(
          "the time ahead is " + t,
          "it has to be a number from 0 up, in the unit of the data",
          "Give the time that purchases are expected for");
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw ModelException.badData(
          "the BG/NBD parameter " + name + " is " + value,
          "r, alpha, a and b are positive numbers",
          "Take the parameters of a fit that converged");
    }
  }
}
