package io.retaillake.models.value;

import io.retaillake.models.numerics.Blocks;
import io.retaillake.models.numerics.ContentOrder;
import java.util.Arrays;
import java.util.Collection;

/**
 * Many purchase histories, in columns. Immutable.
 *
 * <p>A million customers have far fewer different histories where time is counted in days; {@link
 * #aggregated} makes one weighted row of equal ones.
 */
public final class PurchaseHistories {

  private final double[] frequency;
  private final double[] recency;
  private final double[] age;
  private final double[] weight;

  private PurchaseHistories(double[] frequency, double[] recency, double[] age, double[] weight) {
    this.frequency = frequency;
    this.recency = recency;
    this.age = age;
    this.weight = weight;
  }

  /**
   * One history a customer.
   *
   * @throws io.retaillake.models.ModelException if one of them can't be; see {@link
   *     PurchaseHistory#flaw}
   */
  public static PurchaseHistories of(double[] frequency, double[] recency, double[] age) {
    double[] weight = new double[frequency.length];
    Arrays.fill(weight, 1);
    for (int i = 0; i < frequency.length; i++) {
      if (PurchaseHistory.flaw(frequency[i], recency[i], age[i]).isPresent()) {
        // Throws, with the message for it.
        PurchaseHistory.of(frequency[i], recency[i], age[i]);
      }
    }
    return new PurchaseHistories(frequency.clone(), recency.clone(), age.clone(), weight);
  }

  /** Histories that may already stand for several customers each. */
  public static PurchaseHistories of(Collection<PurchaseHistory> histories) {
    return new PurchaseHistories(
        histories.stream().mapToDouble(PurchaseHistory::frequency).toArray(),
        histories.stream().mapToDouble(PurchaseHistory::recency).toArray(),
        histories.stream().mapToDouble(PurchaseHistory::age).toArray(),
        histories.stream().mapToDouble(PurchaseHistory::weight).toArray());
  }

  /** The rows, not the customers. */
  public int size() {
    return frequency.length;
  }

  public double frequency(int row) {
    return frequency[row];
  }

  public double recency(int row) {
    return recency[row];
  }

  public double age(int row) {
    return age[row];
  }

  public double weight(int row) {
    return weight[row];
  }

  /** The customers: the sum of the weights. */
  public double customers() {
    return Arrays.stream(weight).sum();
  }

  /** The longest T, or 0 if there are none. */
  public double longestAge() {
    return Arrays.stream(age).max().orElse(0);
  }

  /** Whether anybody bought a second time. */
  public boolean hasRepeatPurchases() {
    return Arrays.stream(frequency).anyMatch(x -> x > 0);
  }

  /** The first rows of these. */
  PurchaseHistories first(int rows) {
    return new PurchaseHistories(
        Arrays.copyOf(frequency, rows),
        Arrays.copyOf(recency, rows),
        Arrays.copyOf(age, rows),
        Arrays.copyOf(weight, rows));
  }

  /** Each different history once, in an order that does not depend on how they came. */
  public PurchaseHistories aggregated() {
    long[] hashes = new long[size()];
    Blocks.forEach(
        hashes.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            long hash = ContentOrder.mix(ContentOrder.mix(0, frequency[i]), recency[i]);
            hashes[i] = ContentOrder.mix(hash, age[i]);
          }
        });
    double[] x = new double[size()];
    double[] tx = new double[size()];
    double[] t = new double[size()];
    double[] w = new double[size()];
    int last = -1;
    for (int row : ContentOrder.sorted(hashes)) {
      if (last < 0
          || x[last] != frequency[row]
          || tx[last] != recency[row]
          || t[last] != age[row]) {
        last++;
        x[last] = frequency[row];
        tx[last] = recency[row];
        t[last] = age[row];
      }
      w[last] += weight[row];
    }
    return new PurchaseHistories(
        Arrays.copyOf(x, last + 1),
        Arrays.copyOf(tx, last + 1),
        Arrays.copyOf(t, last + 1),
        Arrays.copyOf(w, last + 1));
  }
}
