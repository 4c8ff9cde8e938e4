package io.retaillake.models.segments;

import io.retaillake.models.numerics.Blocks;
import java.util.Arrays;

/**
 * Lloyd's algorithm: points go to their nearest centre, centres to the mean of their points, until
 * no point changes. Of equally near centres the first is taken. A cluster that loses all its points
 * gets the one that is farthest from its centre.
 *
 * <p>Most points are not looked at: for each there is an upper bound of the distance to its centre
 * and a lower bound of that to any other, which hold by the triangle inequality as centres move
 * (Hamerly, Making k-means even faster, SDM 2010). As bounds round, the last rounds are done
 * without them, so that the result is exactly that of the plain algorithm's end.
 */
final class Lloyd {

  static final int MOST_ITERATIONS = 300;

  private final int k;
  private final int size;
  private final Points points;
  private final double[] values;
  private final double[] centres;
  private final int[] labels;
  private final double[] upper;
  private final double[] lower;
  private int iterations;

  private Lloyd(Points points, double[][] start) {
    this.points = points;
    this.k = start.length;
    this.size = points.dimensions();
    this.values = points.values();
    this.centres = new double[k * size];
    for (int c = 0; c < k; c++) {
      System.arraycopy(start[c], 0, centres, c * size, size);
    }
    this.labels = new int[points.size()];
    this.upper = new double[points.size()];
    this.lower = new double[points.size()];
  }

  /** Runs from the given centres. */
  static Clustering run(Points points, double[][] start) {
    return new Lloyd(points, start).run();
  }

  private Clustering run() {
    assignAll();
    double[] sums = sumsByLabel();
    boolean changed = true;
    while (changed && iterations < MOST_ITERATIONS) {
      Moves moves = moveCentres(sums);
      changed = follow(moves, sums);
    }
    // Exactly: from fresh sums, and looking at all distances.
    changed = true;
    while (changed && iterations < MOST_ITERATIONS) {
      moveCentres(sumsByLabel());
      changed = assignAll() > 0;
    }
    double[][] found = new double[k][];
    for (int c = 0; c < k; c++) {
      found[c] = Arrays.copyOfRange(centres, c * size, (c + 1) * size);
    }
    return new Clustering(found, labels, inertia(), iterations, !changed);
  }

  /** How far each centre has moved, and how far the farthest two of them. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Moves(double[] each, int farthest, double most, double second) {}

  /** Moves the centres to the means; sums hold a cluster's coordinates and then its size. */
  private Moves moveCentres(double[] sums) {
    iterations++;
    fillEmpty(sums);
    double[] each = new double[k];
    int farthest = 0;
    double second = 0;
    for (int c = 0; c < k; c++) {
      double squared = 0;
      double count = sums[c * (size + 1) + size];
      for (int d = 0; d < size; d++) {
        double next = sums[c * (size + 1) + d] / count;
        double moved = next - centres[c * size + d];
        squared += moved * moved;
        centres[c * size + d] = next;
      }
      each[c] = Math.sqrt(squared);
      if (c > 0 && each[c] > each[farthest]) {
        second = each[farthest];
        farthest = c;
      } else if (c > 0) {
        second = Math.max(second, each[c]);
      }
    }
    return new Moves(each, farthest, each[farthest], second);
  }

  /** Lets points change clusters after the centres moved; keeps the sums; false if none did. */
  private boolean follow(Moves moves, double[] sums) {
    double[] half = halfGaps();
    int stride = k * (size + 1);
    double[] changes =
        Blocks.sum(
            labels.length,
            stride + 1,
            (from, to, own) -> {
              for (int i = from; i < to; i++) {
                int c = labels[i];
                double near = upper[i] + moves.each[c];
                double other = lower[i] - (c == moves.farthest ? moves.second : moves.most);
                double enough = Math.max(other, half[c]);
                if (near > enough) {
                  near = Math.sqrt(squaredDistance(i, c));
                  if (near > enough) {
                    nearest(i);
                    move(i, c, labels[i], own);
                    continue;
                  }
                }
                upper[i] = near;
                lower[i] = other;
              }
            });
    for (int i = 0; i < stride; i++) {
      sums[i] += changes[i];
    }
    return changes[stride] > 0;
  }

  private void move(int i, int from, int to, double[] changes) {
    if (from == to) {
      return;
    }
    for (int d = 0; d < size; d++) {
      double value = values[i * size + d];
      changes[from * (size + 1) + d] -= value;
      changes[to * (size + 1) + d] += value;
    }
    changes[from * (size + 1) + size]--;
    changes[to * (size + 1) + size]++;
    changes[k * (size + 1)]++;
  }

  /** Looks at all centres for all points; returns how many changed. */
  private double assignAll() {
    return Blocks.sum(
        labels.length,
        1,
        (from, to, own) -> {
          int[] before = Arrays.copyOfRange(labels, from, to);
          new NearestCentres(points, centres).find(from, to, labels, upper, lower);
          for (int i = from; i < to; i++) {
            own[0] += labels[i] == before[i - from] ? 0 : 1;
          }
        })[0];
  }

  private double[] sumsByLabel() {
    return Blocks.sum(
        labels.length,
        k * (size + 1),
        (from, to, own) -> {
          for (int i = from; i < to; i++) {
            add(i, own);
          }
        });
  }

  private void add(int i, double[] sums) {
    int offset = labels[i] * (size + 1);
    for (int d = 0; d < size; d++) {
      sums[offset + d] += values[i * size + d];
    }
    sums[offset + size]++;
  }

  private double squaredDistance(int point, int centre) {
    double sum = 0;
    int here = point * size;
    int there = centre * size;
    for (int d = 0; d < size; d++) {
      double difference = values[here + d] - centres[there + d];
      sum += difference * difference;
    }
    return sum;
  }

  /** Finds the nearest centre of a point, and sets its label and both bounds. */
  private void nearest(int i) {
    int best = 0;
    double bestSquared = Double.POSITIVE_INFINITY;
    double secondSquared = Double.POSITIVE_INFINITY;
    for (int c = 0; c < k; c++) {
      double squared = squaredDistance(i, c);
      if (squared < bestSquared) {
        secondSquared = bestSquared;
        bestSquared = squared;
        best = c;
      } else if (squared < secondSquared) {
        secondSquared = squared;
      }
    }
    labels[i] = best;
    upper[i] = Math.sqrt(bestSquared);
    lower[i] = Math.sqrt(secondSquared);
  }

  /** Half the distance of each centre from its nearest other. */
  private double[] halfGaps() {
    double[] half = new double[k];
    for (int c = 0; c < k; c++) {
      double least = Double.POSITIVE_INFINITY;
      for (int other = 0; other < k; other++) {
        if (other != c) {
          double squared = 0;
          for (int d = 0; d < size; d++) {
            double difference = centres[c * size + d] - centres[other * size + d];
            squared += difference * difference;
          }
          least = Math.min(least, squared);
        }
      }
      half[c] = Math.sqrt(least) / 2;
    }
    return half;
  }

  /** Gives each cluster without points the one that is farthest from its centre. */
  private void fillEmpty(double[] sums) {
    for (int c = 0; c < k; c++) {
      if (sums[c * (size + 1) + size] > 0) {
        continue;
      }
      int farthest = -1;
      double most = -1;
      for (int i = 0; i < labels.length; i++) {
        double squared = squaredDistance(i, labels[i]);
        if (squared > most && sums[labels[i] * (size + 1) + size] > 1) {
          most = squared;
          farthest = i;
        }
      }
      double[] change = new double[k * (size + 1) + 1];
      move(farthest, labels[farthest], c, change);
      labels[farthest] = c;
      upper[farthest] = Double.POSITIVE_INFINITY;
      for (int j = 0; j < sums.length; j++) {
        sums[j] += change[j];
      }
      // The centre jumps there, so that no bound of any other point holds it for near.
      System.arraycopy(values, farthest * size, centres, c * size, size);
      Arrays.fill(lower, 0);
    }
  }

  private double inertia() {
    return Blocks.sum(
        labels.length,
        1,
        (from, to, own) -> {
          for (int i = from; i < to; i++) {
            own[0] += squaredDistance(i, labels[i]);
          }
        })[0];
  }
}
