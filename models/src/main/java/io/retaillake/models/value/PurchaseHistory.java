package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import java.io.Serializable;
import java.util.Optional;

/**
 * What the BG/NBD model needs of a customer, or of several who are alike in it. All times are in
 * one unit, any unit.
 *
 * @param frequency x: the repeat purchases, a whole number
 * @param recency t_x: the time from the first purchase to the last; 0 if there was one only
 * @param age T: the time from the first purchase to the end of what was observed
 * @param weight how many customers have this very history
 */
public record PurchaseHistory(double frequency, double recency, double age, double weight)
    implements Serializable {

  /** Holds the history to {@link #flaw}. */
  public PurchaseHistory {
    Optional<Flaw> flaw = flaw(frequency, recency, age);
    if (flaw.isPresent()) {
      throw ModelException.badData(
          "a purchase history can't be: frequency %s, recency %s, T %s"
              .formatted(frequency, recency, age),
          flaw.get().column() + " " + flaw.get().why(),
          "Correct the history or leave it out");
    }
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw ModelException.badData(
          "a purchase history has the weight " + weight,
          "a weight is how many customers have that history",
          "Give it a positive number, or leave the history out");
    }
  }

  /** The history of one customer. */
  public static PurchaseHistory of(double frequency, double recency, double age) {
    return new PurchaseHistory(frequency, recency, age, 1);
  }

  /**
   * What makes a history impossible.
   *
   * @param column the column that is wrong, by its usual name: frequency, recency or T
   * @param why what is wrong with it, after the column's name
   */
  public record Flaw(String column, String why) {}

  /** The first thing that makes these numbers no purchase history, if anything does. */
  public static Optional<Flaw> flaw(double frequency, double recency, double age) {
    if (!isMeasure(frequency) || frequency != Math.rint(frequency)) {
      return flaw("frequency", "is " + frequency + ", not a whole number from 0 up");
    }
    if (!isMeasure(recency)) {
      return flaw("recency", "is " + recency + ", not a number from 0 up");
    }
    if (!isMeasure(age)) {
      return flaw("T", "is " + age + ", not a number from 0 up");
    }
    if (recency > age) {
      return flaw("recency", "is " + recency + ", more than T, which is " + age);
    }
    if (frequency == 0 && recency > 0) {
      return flaw("recency", "is " + recency + " without a repeat purchase: frequency is 0");
    }
    if (frequency > 0 && recency == 0) {
      return flaw(
          "recency", "is 0 although frequency is " + frequency + ": no time for repeat purchases");
    }
    return Optional.empty();
  }

  private static Optional<Flaw> flaw(String column, String why) {
    return Optional.of(new Flaw(column, why));
  }

  private static boolean isMeasure(double value) {
    return value >= 0 && value < Double.POSITIVE_INFINITY;
  }
}
