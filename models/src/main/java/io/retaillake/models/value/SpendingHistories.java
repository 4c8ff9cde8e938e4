package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.ContentOrder;
import java.util.Arrays;

/**
 * What customers spent in their repeat purchases, in columns: how many they were, at what mean.
 * Only customers who have some and paid something are in it. Immutable.
 */
public final class SpendingHistories {

  private final double[] frequency;
  private final double[] meanValue;
  private final double[] weight;
  private final double unpaid;

  private SpendingHistories(
      double[] frequency, double[] meanValue, double[] weight, double unpaid) {
    this.frequency = frequency;
    this.meanValue = meanValue;
    this.weight = weight;
    this.unpaid = unpaid;
  }

  /** One row a customer; those with frequency 0 are left out, whatever their value. */
  public static SpendingHistories of(double[] frequency, double[] meanValue) {
    double[] weight = new double[frequency.length];
    Arrays.fill(weight, 1);
    return of(frequency, meanValue, weight);
  }

  /**
   * Rows that stand for as many customers as their weight says.
   *
   * @throws ModelException if a customer with repeat purchases has a mean that is negative or none
   */
  public static SpendingHistories of(double[] frequency, double[] meanValue, double[] weight) {
    double[] x = new double[frequency.length];
    double[] m = new double[frequency.length];
    double[] w = new double[frequency.length];
    double unpaid = 0;
    int kept = 0;
    for (int i = 0; i < frequency.length; i++) {
      if (!(frequency[i] > 0)) {
        continue;
      }
      if (!(meanValue[i] >= 0) || Double.isInfinite(meanValue[i])) {
        throw ModelException.badData(
            "a customer's mean value is " + meanValue[i],
            "with repeat purchases it is an amount from 0 up",
            "Correct it or leave the customer out");
      }
      if (meanValue[i] == 0) {
        unpaid += weight[i];
        continue;
      }
      x[kept] = frequency[i];
      m[kept] = meanValue[i];
      w[kept++] = weight[i];
    }
    return new SpendingHistories(
        Arrays.copyOf(x, kept), Arrays.copyOf(m, kept), Arrays.copyOf(w, kept), unpaid);
  }

  /** The rows, not the customers. */
  public int size() {
    return frequency.length;
  }

  public double frequency(int row) {
    return frequency[row];
  }

  public double meanValue(int row) {
    return meanValue[row];
  }

  public double weight(int row) {
    return weight[row];
  }

  /** The customers in it: the sum of the weights. */
  public double customers() {
    return Arrays.stream(weight).sum();
  }

  /** Customers who were left out since their repeat purchases were all free. */
  public double unpaid() {
    return unpaid;
  }

  /** The mean over customers of their mean values. */
  public double meanOfMeans() {
    double sum = 0;
    for (int i = 0; i < meanValue.length; i++) {
      sum += weight[i] * meanValue[i];
    }
    return sum / customers();
  }

  /** Each different row once, in an order that does not depend on how they came. */
  public SpendingHistories aggregated() {
    long[] hashes = new long[size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = ContentOrder.mix(ContentOrder.mix(0, frequency[i]), meanValue[i]);
    }
    double[] x = new double[size()];
    double[] m = new double[size()];
    double[] w = new double[size()];
    int last = -1;
    for (int row : ContentOrder.sorted(hashes)) {
      if (last < 0 || x[last] != frequency[row] || m[last] != meanValue[row]) {
        last++;
        x[last] = frequency[row];
        m[last] = meanValue[row];
      }
      w[last] += weight[row];
    }
    return new SpendingHistories(
        Arrays.copyOf(x, last + 1), Arrays.copyOf(m, last + 1), Arrays.copyOf(w, last + 1), unpaid);
  }
}
