package io.retaillake.models.numerics;

/**
 * An order of rows that depends on what is in them and not on how they came: by a hash of their
 * values. Equal rows are neighbours in it. A seed gives another order, as good as shuffled.
 *
 * <p>Two rows that differ and have the same 64-bit hash keep the order in which they came; among a
 * million rows that is one chance in 37 million.
 */
public final class ContentOrder {

  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 6;

  private ContentOrder() {}

  /** Mixes a value into a row's hash. Equal doubles have equal hashes, both zeros among them. */
  public static long mix(long hash, double value) {
    return mix(hash, Double.doubleToLongBits(value + 0.0));
  }

  /** Mixes bits into a row's hash, by the finalizer of SplitMix64 (Steele, Lea, Flood, 2014). */
  public static long mix(long hash, long bits) {
    long z = (hash ^ bits) + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The rows' numbers in the order of their hashes, equal ones as they came. */
  public static int[] sorted(long[] hashes) {
    int rows = hashes.length;
    long[] keys = hashes.clone();
    long[] otherKeys = new long[rows];
    int[] order = new int[rows];
    int[] otherOrder = new int[rows];
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      pass(keys, order, otherKeys, otherOrder, digit * DIGIT_BITS);
      long[] swapKeys = keys;
      keys = otherKeys;
      otherKeys = swapKeys;
      int[] swapOrder = order;
      order = otherOrder;
      otherOrder = swapOrder;
    }
    return order;
  }

  /** Sorts by one digit; the keys move along, as jumping about in memory would take longer. */
  private static void pass(long[] keys, int[] order, long[] toKeys, int[] toOrder, int shift) {
    int[] next = new int[(1 << DIGIT_BITS) + 1];
    int mask = (1 << DIGIT_BITS) - 1;
    for (long key : keys) {
      next[(int) (key >>> shift & mask) + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    for (int i = 0; i < keys.length; i++) {
      int place = next[(int) (keys[i] >>> shift & mask)]++;
      toKeys[place] = keys[i];
      toOrder[place] = order[i];
    }
  }
}
