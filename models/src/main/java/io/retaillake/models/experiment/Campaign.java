package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;

/**
 * The campaign that the test is to decide on.
 *
 * @param customers who would get it
 * @param costPerCustomer what reaching one of them costs, USD, whether or not he buys
 * @param margin contribution margin at list price: the share of revenue that is left after the
 *     costs of what was sold, 0 to 1
 * @param discount the share taken off the list price for the treatment, at least 0 and below 1. The
 *     revenue of the treatment is what was paid. 0 if there is none, or if its cost is in
 *     costPerCustomer already
 */
public record Campaign(long customers, double costPerCustomer, double margin, double discount) {

  /**
   * @throws ModelException WRONG_SETTING if a figure is out of its range
   */
  public Campaign {
    check(customers >= 1, "a campaign for " + customers + " customers", "at least 1 gets it");
    check(
        costPerCustomer >= 0 && Double.isFinite(costPerCustomer),
        "a cost of " + costPerCustomer + " a customer",
        "it is not negative");
    check(margin >= 0 && margin <= 1, "a margin of " + margin, "it is a share of revenue, 0 to 1");
    check(
        discount >= 0 && discount < 1,
        "a discount of " + discount,
        "it is a share of the price, at least 0 and below 1");
  }

  /** What all of it costs, the discount not counted. */
  public double cost() {
    return customers * costPerCustomer;
  }

  /** The part of the control's revenue that is contribution, at any margin. */
  static double controlWeight(double margin) {
    return margin;
  }

  /**
   * The part of the treatment's revenue that is contribution, at any margin: what was paid is 1 -
   * discount of the list price, and of that price 1 - margin goes to the costs of what was sold.
   */
  double treatmentWeight(double atMargin) {
    return (atMargin - discount) / (1 - discount);
  }

  private static void check(boolean holds, String what, String why) {
    if (!holds) {
      throw ModelException.wrongSetting(what + " can't be judged", why, "Mend the figure");
    }
  }
}
