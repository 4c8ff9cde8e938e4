package io.retaillake.pipelines.simulate;

import static com.google.common.base.Preconditions.checkArgument;

/**
 * Shares an exact number of browsing events out among the visits, each as it comes, in proportion
 * to what it wants; fractions are carried forward, so that nothing is left at the end.
 */
final class EventBudget {

  private final long available;
  private final long wanted;
  private long carried;

  private EventBudget(long available, long wanted) {
    this.available = available;
    this.wanted = wanted;
  }

  /**
   * Counts all visits of all customers, without keeping any, and sets aside one event for each
   * purchase and return.
   *
   * @throws IllegalArgumentException if there are fewer events than purchases and returns
   */
  static EventBudget of(Customers customers, long events) {
    long[] orders = {0};
    long[] wanted = {0};
    customers.forEach(
        customer -> {
          while (customer.comesAgain()) {
            Visit visit = customer.nextVisit();
            wanted[0] += visit.browsingWanted();
            if (visit.purpose() != Visit.Purpose.BROWSE) {
              orders[0]++;
            }
          }
        });
    checkArgument(
        events >= orders[0],
        "%s events are too few: these customers make %s purchases and returns",
        events,
        orders[0]);
    return new EventBudget(events - orders[0], wanted[0]);
  }

  /** The number of browsing events for a visit that wants so many. */
  int grant(int browsingWanted) {
    carried += browsingWanted * available;
    int granted = Math.toIntExact(carried / wanted);
    carried %= wanted;
    return granted;
  }
}
