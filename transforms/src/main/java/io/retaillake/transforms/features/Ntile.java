package io.retaillake.transforms.features;

/**
 * SQL's {@code NTILE(n)}: divides rows in order into n tiles, of which the first ones have a row
 * more where they can't all be equal. With fewer rows than tiles, each row is a tile of its own.
 */
final class Ntile {

  private Ntile() {}

  /** How many rows come before this tile, which is 1 for the first. */
  static long firstRank(long rows, int tiles, int tile) {
    long before = tile - 1L;
    return before * (rows / tiles) + Math.min(before, rows % tiles);
  }
}
