package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;

/**
 * How many customers of a group bought.
 *
 * @param converted customers who bought, 0 to size
 * @param size customers in the group, at least 1
 */
public record Conversions(long converted, long size) {

  /**
   * @throws ModelException BAD_DATA if the group is empty, or more or less bought than can be
   */
  public Conversions {
    if (size < 1) {
      throw ModelException.badData(
          "a group of " + size + " customers can't be analyzed",
          "an empty group has no conversion rate",
          "Give the number of customers in each group, at least 1");
    }
    if (converted < 0 || converted > size) {
      throw ModelException.badData(
          converted + " conversions of " + size + " customers can't be",
          "a customer who buys counts once, however often",
          "Give customers who bought, 0 to " + size);
    }
  }

  /** The share of the group that bought. */
  public double rate() {
    return (double) converted / size;
  }

  /** Customers who did not buy. */
  public long notConverted() {
    return size - converted;
  }
}
