package io.retaillake.models.evaluation;

import io.retaillake.models.evaluation.HoldoutSplit.Customer;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.CustomerScore;
import io.retaillake.models.value.CustomerScorer;
import io.retaillake.models.value.GammaGamma;
import java.util.Arrays;
import java.util.Optional;

/** The model's forecast, and the two that need no model and have to be beaten. */
final class Forecasters {

  private Forecasters() {}

  /** By the fitted models; without one of spending, every purchase has the mean amount. */
  static Forecast model(
      HoldoutSplit split, BetaGeometricNegativeBinomial purchases, Optional<GammaGamma> spending) {
    CustomerScore[] scores =
        CustomerScorer.overTime(purchases, spending, split.holdoutTime())
            .scoreAll(
                split.column(Customer::frequency),
                split.column(Customer::recency),
                split.column(Customer::age),
                split.column(Customer::meanValue));
    double mean = meanAmount(split);
    double[] expected =
        Arrays.stream(scores).mapToDouble(CustomerScore::expectedPurchases).toArray();
    double[] revenue =
        Arrays.stream(scores)
            .mapToDouble(
                score ->
                    score.expectedPurchases()
                        * (spending.isPresent() ? score.expectedValue() : mean))
            .toArray();
    String method =
        spending.isPresent()
            ? "BG/NBD for the purchases, Gamma-Gamma for their amount"
            : "BG/NBD for the purchases, the mean of all for their amount";
    return new Forecast("model", method, expected, revenue);
  }

  /** Everybody goes on at the pace that it had, and at the amount. */
  static Forecast ownPace(HoldoutSplit split) {
    double time = split.holdoutTime();
    double[] purchases =
        split.column(
            customer -> customer.age() == 0 ? 0 : customer.frequency() / customer.age() * time);
    double[] amounts = split.column(Customer::meanValue);
    return new Forecast(
        "own pace",
        "each customer goes on at its own pace, frequency / T, and at its own mean amount",
        purchases,
        product(purchases, amounts));
  }

  /** Everybody goes on at the pace of all. */
  static Forecast commonPace(HoldoutSplit split) {
    double age = Arrays.stream(split.column(Customer::age)).sum();
    double repeats = Arrays.stream(split.column(Customer::frequency)).sum();
    double[] purchases = new double[split.customers().size()];
    Arrays.fill(purchases, age == 0 ? 0 : repeats / age * split.holdoutTime());
    double[] amounts = new double[purchases.length];
    Arrays.fill(amounts, meanAmount(split));
    return new Forecast(
        "common pace",
        "every customer goes on at the mean pace of all, and at the mean amount",
        purchases,
        product(purchases, amounts));
  }

  /** The mean amount of a repeat purchase. */
  private static double meanAmount(HoldoutSplit split) {
    double repeats = Arrays.stream(split.column(Customer::frequency)).sum();
    double revenue =
        Arrays.stream(split.column(customer -> customer.frequency() * customer.meanValue())).sum();
    return repeats == 0 ? 0 : revenue / repeats;
  }

  private static double[] product(double[] left, double[] right) {
    double[] product = new double[left.length];
    Arrays.setAll(product, i -> left[i] * right[i]);
    return product;
  }
}
