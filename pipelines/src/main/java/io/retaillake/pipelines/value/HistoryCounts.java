package io.retaillake.pipelines.value;

import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.PurchaseHistory;
import io.retaillake.models.value.SpendingHistories;
import java.util.HashMap;
import java.util.Map;

/**
 * All that a fit needs to know of the customers: how many have each different history. Times are
 * whole days, so that a million customers have some hundred thousand histories.
 */
final class HistoryCounts {

  private final Map<Purchases, Long> purchases;
  private final Map<Spending, Long> spending;

  /** When and how often a customer bought. */
  record Purchases(long frequency, double recency, double age) {}

  /** What a customer with repeat purchases spent. */
  record Spending(long frequency, double meanOrderValue) {}

  HistoryCounts() {
    this(new HashMap<>(), new HashMap<>());
  }

  /** Counts that were written before; the maps are taken over. */
  HistoryCounts(Map<Purchases, Long> purchases, Map<Spending, Long> spending) {
    this.purchases = purchases;
    this.spending = spending;
  }

  Map<Purchases, Long> purchases() {
    return purchases;
  }

  Map<Spending, Long> spending() {
    return spending;
  }

  void add(CustomerHistory customer) {
    purchases.merge(
        new Purchases(customer.getFrequency(), customer.getRecencyWeeks(), customer.getAgeWeeks()),
        1L,
        Long::sum);
    if (customer.getFrequency() > 0) {
      spending.merge(
          new Spending(customer.getFrequency(), customer.meanOrderValueUsd()), 1L, Long::sum);
    }
  }

  void addAll(HistoryCounts others) {
    others.purchases.forEach((history, count) -> purchases.merge(history, count, Long::sum));
    others.spending.forEach((history, count) -> spending.merge(history, count, Long::sum));
  }

  /** How often and when customers bought, each different history once. */
  PurchaseHistories purchaseHistories() {
    return PurchaseHistories.of(
        purchases.entrySet().stream()
            .map(
                entry ->
                    new PurchaseHistory(
                        entry.getKey().frequency(),
                        entry.getKey().recency(),
                        entry.getKey().age(),
                        entry.getValue()))
            .toList());
  }

  /** What customers with repeat purchases spent. */
  SpendingHistories spendingHistories() {
    double[] frequency = new double[spending.size()];
    double[] mean = new double[spending.size()];
    double[] weight = new double[spending.size()];
    int i = 0;
    for (Map.Entry<Spending, Long> entry : spending.entrySet()) {
      frequency[i] = entry.getKey().frequency();
      mean[i] = entry.getKey().meanOrderValue();
      weight[i++] = entry.getValue();
    }
    return SpendingHistories.of(frequency, mean, weight);
  }
}
