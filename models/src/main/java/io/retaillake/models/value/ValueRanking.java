package io.retaillake.models.value;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Customers ranked by a value, highest first; equal ones keep the order in which they came.
 * Immutable.
 */
public final class ValueRanking {

  private final int[] byRank;
  private final int[] ranks;
  private final double[] values;

  private ValueRanking(double[] values, int[] byRank) {
    this.values = values;
    this.byRank = byRank;
    this.ranks = new int[byRank.length];
    for (int i = 0; i < byRank.length; i++) {
      ranks[byRank[i]] = i + 1;
    }
  }

  /** Ranks by these values, none of them NaN. */
  public static ValueRanking of(double[] values) {
    Integer[] rows = new Integer[values.length];
    Arrays.setAll(rows, i -> i);
    Arrays.parallelSort(
        rows, Comparator.<Integer>comparingDouble(row -> -values[row]).thenComparing(row -> row));
    return new ValueRanking(
        values.clone(), Arrays.stream(rows).mapToInt(Integer::intValue).toArray());
  }

  /** The customer's rank, from 1. */
  public int rank(int row) {
    return ranks[row];
  }

  /** The customer's tier. */
  public ValueTier tier(int row) {
    return ValueTier.ofRank(ranks[row], ranks.length);
  }

  /**
   * Pareto's share: what part of the sum of an amount the {@link ValueTier#CHAMPIONS} by this
   * ranking have; NaN if the sum is 0. Of customers who are equal at the bound each counts in part,
   * so that the share does not depend on their order.
   *
   * @param amounts of each customer, in the order in which they were ranked
   */
  public double topShare(double[] amounts) {
    int champions = 0;
    while (champions < byRank.length
        && ValueTier.ofRank(champions + 1L, byRank.length) == ValueTier.CHAMPIONS) {
      champions++;
    }
    double bound = values[byRank[champions - 1]];
    double above = 0;
    double atBound = 0;
    int customersAbove = 0;
    int customersAtBound = 0;
    double all = 0;
    for (int row : byRank) {
      all += amounts[row];
      if (values[row] > bound) {
        above += amounts[row];
        customersAbove++;
      } else if (values[row] == bound) {
        atBound += amounts[row];
        customersAtBound++;
      }
    }
    return (above + atBound * (champions - customersAbove) / customersAtBound) / all;
  }
}
