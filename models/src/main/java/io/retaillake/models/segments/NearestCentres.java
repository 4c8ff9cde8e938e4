package io.retaillake.models.segments;

import java.util.Arrays;

/**
 * Finds the two nearest of all centres for many points. Works on a few hundred points at a time,
 * axis by axis, in loops that the JVM turns into vector instructions: several times as fast as
 * point by point. Each worker has its own.
 */
final class NearestCentres {

  private static final int CHUNK = 256;

  private final Points points;
  private final double[] centres;
  private final int k;
  private final int size;
  private final double[][] axes;
  private final double[][] squared;
  private final double[] best = new double[CHUNK];
  private final double[] second = new double[CHUNK];

  /**
   * @param centres one after the other
   */
  NearestCentres(Points points, double[] centres) {
    this.points = points;
    this.centres = centres;
    this.size = points.dimensions();
    this.k = centres.length / size;
    this.axes = new double[size][CHUNK];
    this.squared = new double[k][CHUNK];
  }

  /**
   * Sets the label of each point, and its distances from the nearest centre and the next. Of
   * equally near centres the first is the nearest.
   */
  void find(int from, int to, int[] labels, double[] nearest, double[] next) {
    for (int start = from; start < to; start += CHUNK) {
      int count = Math.min(CHUNK, to - start);
      turn(start, count);
      Arrays.fill(best, Double.POSITIVE_INFINITY);
      Arrays.fill(second, Double.POSITIVE_INFINITY);
      for (int c = 0; c < k; c++) {
        measure(c, count);
        compare(squared[c], count);
      }
      for (int i = 0; i < count; i++) {
        int label = 0;
        while (squared[label][i] != best[i]) {
          label++;
        }
        labels[start + i] = label;
      }
      for (int i = 0; i < count; i++) {
        nearest[start + i] = Math.sqrt(best[i]);
        next[start + i] = Math.sqrt(second[i]);
      }
    }
  }

  /** Takes the points apart, a row an axis. */
  private void turn(int start, int count) {
    double[] values = points.values();
    for (int d = 0; d < size; d++) {
      double[] axis = axes[d];
      int offset = start * size + d;
      for (int i = 0; i < count; i++) {
        axis[i] = values[offset + i * size];
      }
    }
  }

  private void measure(int c, int count) {
    double[] sums = squared[c];
    Arrays.fill(sums, 0);
    for (int d = 0; d < size; d++) {
      double[] axis = axes[d];
      double centre = centres[c * size + d];
      for (int i = 0; i < count; i++) {
        double difference = axis[i] - centre;
        sums[i] += difference * difference;
      }
    }
  }

  private void compare(double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      second[i] = Math.min(second[i], Math.max(best[i], sums[i]));
      best[i] = Math.min(best[i], sums[i]);
    }
  }
}
