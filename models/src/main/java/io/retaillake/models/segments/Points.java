package io.retaillake.models.segments;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.Blocks;
import io.retaillake.models.numerics.ContentOrder;
import java.util.Arrays;

/**
 * Points in a space of a few dimensions, one after the other in one array, as processors like it.
 * Immutable as long as nobody writes to the array.
 *
 * @param values the first point's coordinates, then the second's, and so on
 * @param dimensions how many coordinates a point has
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
record Points(double[] values, int dimensions) {

  /**
   * The points of columns.
   *
   * @throws ModelException if a value is not a finite number
   */
  static Points ofColumns(double[][] columns) {
    int rows = columns[0].length;
    double[] values = new double[rows * columns.length];
    for (int d = 0; d < columns.length; d++) {
      for (int i = 0; i < rows; i++) {
        if (!Double.isFinite(columns[d][i])) {
          throw ModelException.badData(
              "customer %d has the value %s in feature %d".formatted(i + 1, columns[d][i], d + 1),
              "a customer without a finite value has no place among the others",
              "Give the value or leave the customer out");
        }
        values[i * columns.length + d] = columns[d][i];
      }
    }
    return new Points(values, columns.length);
  }

  int size() {
    return values.length / dimensions;
  }

  /** The point's coordinates, copied. */
  double[] point(int index) {
    return Arrays.copyOfRange(values, index * dimensions, (index + 1) * dimensions);
  }

  /** The squared distance of a point from a place. */
  double squaredDistance(int index, double[] place) {
    double sum = 0;
    int offset = index * dimensions;
    for (int d = 0; d < dimensions; d++) {
      double difference = values[offset + d] - place[d];
      sum += difference * difference;
    }
    return sum;
  }

  /** The first of the points. */
  Points first(int count) {
    return new Points(Arrays.copyOf(values, count * dimensions), dimensions);
  }

  /** The same points in another order. */
  Points inOrder(int[] order) {
    double[] ordered = new double[values.length];
    Blocks.forEach(
        order.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            System.arraycopy(values, order[i] * dimensions, ordered, i * dimensions, dimensions);
          }
        });
    return new Points(ordered, dimensions);
  }

  /**
   * An order that depends on the points and the seed alone, as good as random: each stretch of it
   * is a fair sample. Of equal points it does not matter which is which.
   */
  int[] shuffledByContent(long seed) {
    long[] hashes = new long[size()];
    Blocks.forEach(
        hashes.length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            long hash = ContentOrder.mix(0, seed);
            for (int d = 0; d < dimensions; d++) {
              hash = ContentOrder.mix(hash, values[i * dimensions + d]);
            }
            hashes[i] = hash;
          }
        });
    int[] order = ContentOrder.sorted(hashes);
    return scatterEqual(hashes, order) ? ContentOrder.sorted(hashes) : order;
  }

  /** Gives equal points, which are neighbours now, hashes of their own; false if there are none. */
  private static boolean scatterEqual(long[] hashes, int[] order) {
    boolean any = false;
    long common = 0;
    long occurrence = 0;
    for (int i = 0; i < order.length; i++) {
      long hash = hashes[order[i]];
      occurrence = i > 0 && hash == common ? occurrence + 1 : 0;
      common = hash;
      if (occurrence > 0) {
        hashes[order[i]] = ContentOrder.mix(hash, occurrence);
        any = true;
      }
    }
    return any;
  }
}
