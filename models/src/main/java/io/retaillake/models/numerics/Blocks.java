package io.retaillake.models.numerics;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Work on many rows, on all cores, in blocks whose bounds don't depend on the cores: sums come out
 * the same to the last bit on any machine.
 */
public final class Blocks {

  private static final int ROWS = 8_192;

  private Blocks() {}

  /** What is done with the rows from, inclusive, to, exclusive. */
  @FunctionalInterface
  public interface Work {
    void rows(int from, int to);
  }

  /** As {@link Work}, adding up what it finds. */
  @FunctionalInterface
  public interface Summing {
    void rows(int from, int to, double[] sums);
  }

  /** Does the work for all rows; blocks run at the same time, each once. */
  public static void forEach(int rows, Work work) {
    blocks(rows).forEach(block -> work.rows(block * ROWS, end(block, rows)));
  }

  /** Does something for each row where a row is a lot of work: rows run at the same time. */
  public static void forEachRow(int rows, IntConsumer work) {
    IntStream.range(0, rows).parallel().forEach(work);
  }

  /** The sums over all rows, added up block by block in the rows' order. */
  public static double[] sum(int rows, int sums, Summing summing) {
    double[][] partial =
        blocks(rows)
            .mapToObj(
                block -> {
                  double[] own = new double[sums];
                  summing.rows(block * ROWS, end(block, rows), own);
                  return own;
                })
            .toArray(double[][]::new);
    double[] total = new double[sums];
    for (double[] block : partial) {
      for (int i = 0; i < sums; i++) {
        total[i] += block[i];
      }
    }
    return total;
  }

  private static IntStream blocks(int rows) {
    IntStream blocks = IntStream.range(0, (rows + ROWS - 1) / ROWS);
    return rows > ROWS ? blocks.parallel() : blocks;
  }

  private static int end(int block, int rows) {
    return Math.min(rows, (block + 1) * ROWS);
  }
}
