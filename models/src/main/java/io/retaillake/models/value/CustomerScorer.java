package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.Blocks;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Scores customers by fitted models: whether they are alive, how often they will buy, for how much,
 * and what that is worth today.
 *
 * <p>The value is the sum over the months ahead of expected purchases × expected amount, where
 * month i is divided by (1 + discount)^i: the convention of the Python package lifetimes.
 *
 * <p>Safe to share between threads.
 *
 * <pre>{@code
 * CustomerScorer scorer =
 *     CustomerScorer.overMonths(bgnbd, Optional.of(gammaGamma), 12, TimeUnit.WEEK, 0.01);
 * double clv = scorer.score(2, 30.43, 38.86, 22.35).clv();
 * }</pre>
 */
public final class CustomerScorer {

  private static final int MOST_MONTHS = 1_200;

  /** More frequencies than this are rare, and then not worth the memory. */
  private static final int MOST_KEPT = 20_000;

  private final BetaGeometricNegativeBinomial purchases;
  private final Optional<GammaGamma> spending;
  private final int steps;
  private final double step;
  private final double monthlyDiscount;
  private final boolean valued;
  private final Map<Double, ExpectedPurchases> byFrequency = new ConcurrentHashMap<>();

  private CustomerScorer(
      BetaGeometricNegativeBinomial purchases,
      Optional<GammaGamma> spending,
      int steps,
      double step,
      double monthlyDiscount,
      boolean valued) {
    this.purchases = purchases;
    this.spending = spending;
    this.steps = steps;
    this.step = step;
    this.monthlyDiscount = monthlyDiscount;
    this.valued = valued && spending.isPresent();
    spending.ifPresent(GammaGamma::requireMean);
  }

  /**
   * Scores for so many months ahead.
   *
   * @param spending without it there are purchases, but no value
   * @param unit the unit of the times that the model was fitted to
   * @param monthlyDiscount from 0 to less than 1; 0.01 is one per cent a month
   * @throws ModelException if a setting is out of its range, or the spending has no mean
   */
  public static CustomerScorer overMonths(
      BetaGeometricNegativeBinomial purchases,
      Optional<GammaGamma> spending,
      int months,
      TimeUnit unit,
      double monthlyDiscount) {
    if (months < 1 || months > MOST_MONTHS) {
      throw ModelException.wrongSetting(
          "the horizon is " + months + " months",
          "it can be from 1 to " + MOST_MONTHS,
          "Give the months to look ahead, such as 12");
    }
    if (!(monthlyDiscount >= 0 && monthlyDiscount < 1)) {
      throw ModelException.wrongSetting(
          "the discount is " + monthlyDiscount,
          "it is a part of one a month, from 0 to less than 1",
          "Give 0.01 for one per cent a month");
    }
    return new CustomerScorer(purchases, spending, months, unit.month(), monthlyDiscount, true);
  }

  /** Scores for a time in the unit that the model was fitted in: purchases, without their value. */
  public static CustomerScorer overTime(
      BetaGeometricNegativeBinomial purchases, Optional<GammaGamma> spending, double time) {
    BetaGeometricNegativeBinomial.requireTime(time);
    return new CustomerScorer(purchases, spending, 1, time, 0, false);
  }

  /**
   * Scores one customer.
   *
   * @param meanValue the mean amount of its repeat purchases; of no matter if it has none, and NaN
   *     if it is not known
   */
  public CustomerScore score(double frequency, double recency, double age, double meanValue) {
    double alive = purchases.probabilityAlive(frequency, recency, age);
    ExpectedPurchases expected = expected(frequency);
    double before = 0;
    double discounted = 0;
    double discount = 1;
    for (int i = 1; i <= steps; i++) {
      double until = alive * expected.whileAlive(age, i * step);
      discount /= 1 + monthlyDiscount;
      discounted += (until - before) * discount;
      before = until;
    }
    double value =
        spending.isEmpty()
            ? Double.NaN
            : spending.get().expectedValue(frequency, frequency == 0 ? 0 : meanValue);
    return new CustomerScore(alive, before, value, valued ? value * discounted : Double.NaN);
  }

  /** Scores many customers, on all cores; results are in the order of the rows. */
  public CustomerScore[] scoreAll(
      double[] frequency, double[] recency, double[] age, double[] meanValue) {
    CustomerScore[] scores = new CustomerScore[frequency.length];
    Blocks.forEach(
        scores.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            scores[i] = score(frequency[i], recency[i], age[i], meanValue[i]);
          }
        });
    return scores;
  }

  private ExpectedPurchases expected(double frequency) {
    ExpectedPurchases kept = byFrequency.get(frequency);
    if (kept != null) {
      return kept;
    }
    ExpectedPurchases made = new ExpectedPurchases(purchases, frequency);
    if (byFrequency.size() < MOST_KEPT) {
      byFrequency.put(frequency, made);
    }
    return made;
  }
}
