package io.retaillake.benchmarks.nativeflink;

import io.retaillake.transforms.windows.RevenueSum;

/** Money moved in a category, by one event or by several, a POJO to Flink. */
public final class Sale {

  public String category;
  public long cents;
  public long purchases;
  public long events;

  /** For Flink. */
  public Sale() {}

  static Sale of(String category, RevenueSum sum) {
    Sale sale = new Sale();
    sale.category = category;
    sale.cents = sum.revenueCents();
    sale.purchases = sum.purchases();
    sale.events = sum.events();
    return sale;
  }

  void add(Sale other) {
    cents += other.cents;
    purchases += other.purchases;
    events += other.events;
  }

  RevenueSum sum() {
    return RevenueSum.of(cents, purchases, events);
  }
}
