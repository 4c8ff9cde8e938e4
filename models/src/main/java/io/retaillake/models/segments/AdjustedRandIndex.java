package io.retaillake.models.segments;

/**
 * How far two clusterings of the same points agree, whatever their labels: 1 if they are the same,
 * 0 as by chance. Hubert and Arabie, Comparing Partitions (1985).
 */
public final class AdjustedRandIndex {

  private AdjustedRandIndex() {}

  /** The index of two labellings with labels from 0. */
  public static double of(int[] first, int[] second) {
    int rows = highest(first) + 1;
    int columns = highest(second) + 1;
    long[][] together = new long[rows][columns];
    long[] inFirst = new long[rows];
    long[] inSecond = new long[columns];
    for (int i = 0; i < first.length; i++) {
      together[first[i]][second[i]]++;
      inFirst[first[i]]++;
      inSecond[second[i]]++;
    }
    double pairs = 0;
    for (long[] row : together) {
      pairs += pairs(row);
    }
    double pairsFirst = pairs(inFirst);
    double pairsSecond = pairs(inSecond);
    double all = first.length * (first.length - 1.0) / 2;
    double expected = pairsFirst * pairsSecond / all;
    double most = (pairsFirst + pairsSecond) / 2;
    // Both put all together, or all apart.
    return most == expected ? 1 : (pairs - expected) / (most - expected);
  }

  private static double pairs(long[] counts) {
    double pairs = 0;
    for (long count : counts) {
      pairs += count * (count - 1.0) / 2;
    }
    return pairs;
  }

  private static int highest(int[] labels) {
    int highest = 0;
    for (int label : labels) {
      highest = Math.max(highest, label);
    }
    return highest;
  }
}
