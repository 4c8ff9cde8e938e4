package io.retaillake.models.experiment;

import java.util.Optional;

/**
 * What the campaign would bring if all its customers reacted as those of the test did, and whether
 * to make it. Money is USD.
 *
 * @param purchases more customers who buy than without the campaign
 * @param revenue more revenue
 * @param contribution more contribution at the campaign's margin, its cost not yet taken off
 * @param cost of reaching all customers
 * @param net contribution less cost
 * @param returnOnInvestment net / cost; empty where reaching customers costs nothing
 * @param breakEven the margin at which it earns what it costs
 * @param decision by the rule of {@link Decision}
 */
public record Verdict(
    Campaign campaign,
    Estimate purchases,
    Estimate revenue,
    Estimate contribution,
    double cost,
    Estimate net,
    Optional<Estimate> returnOnInvestment,
    BreakEven breakEven,
    Decision decision) {

  /**
   * Judges the campaign.
   *
   * @param testInDoubt whether the sample ratio or the holdout speaks against the test
   */
  static Verdict of(
      Campaign campaign,
      Estimate rateDifference,
      RevenuePerCustomer revenue,
      boolean testInDoubt,
      double confidence) {
    double customers = campaign.customers();
    double cost = campaign.cost();
    Estimate net = BreakEven.net(campaign, revenue, campaign.margin(), confidence).times(customers);
    return new Verdict(
        campaign,
        rateDifference.times(customers),
        revenue.weightedDifference(1, 1, confidence).times(customers),
        net.plus(cost),
        cost,
        net,
        cost > 0 ? Optional.of(net.times(1 / cost)) : Optional.empty(),
        BreakEven.of(campaign, revenue, confidence),
        Decision.of(testInDoubt, net.interval()));
  }

  /** Cost of each purchase more; empty where there are none more. */
  public Optional<Double> costPerPurchase() {
    return perPurchase(purchases.value());
  }

  /** The least that each purchase more may have cost; empty where there may be none more at all. */
  public Optional<Double> leastCostPerPurchase() {
    return perPurchase(purchases.interval().upper());
  }

  /** The most that it may have cost; empty where there may be no purchase more. */
  public Optional<Double> mostCostPerPurchase() {
    return perPurchase(purchases.interval().lower());
  }

  private Optional<Double> perPurchase(double morePurchases) {
    return morePurchases > 0 ? Optional.of(cost / morePurchases) : Optional.empty();
  }
}
