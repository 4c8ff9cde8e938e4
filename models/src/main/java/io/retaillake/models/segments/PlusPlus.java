package io.retaillake.models.segments;

import io.retaillake.models.numerics.Blocks;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Where K-Means starts: each next centre is a point drawn with a chance that is proportional to its
 * squared distance from the centres so far; of a few candidates the one that leaves the least is
 * taken. Arthur and Vassilvitskii, k-means++ (SODA 2007), with the greedy choice that scikit-learn
 * uses too.
 */
final class PlusPlus {

  private final Points points;
  private final SplittableRandom random;
  private final double[] squared;

  private PlusPlus(Points points, SplittableRandom random) {
    this.points = points;
    this.random = random;
    this.squared = new double[points.size()];
  }

  static double[][] centres(Points points, int k, SplittableRandom random) {
    return new PlusPlus(points, random).choose(k);
  }

  private double[][] choose(int k) {
    double[][] centres = new double[k][];
    centres[0] = points.point(random.nextInt(points.size()));
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
    double left = approach(centres[0]);
    int candidates = 2 + (int) Math.log(k);
    for (int c = 1; c < k; c++) {
      double[][] drawn = draw(candidates, left);
      centres[c] = drawn[best(drawn)];
      left = approach(centres[c]);
    }
    return centres;
  }

  /** Lets the distances take a new centre into account; returns the sum of their squares. */
  private double approach(double[] centre) {
    return Blocks.sum(
        squared.length,
        1,
        (from, to, own) -> {
          for (int i = from; i < to; i++) {
            squared[i] = Math.min(squared[i], points.squaredDistance(i, centre));
            own[0] += squared[i];
          }
        })[0];
  }

  /** Draws points by their squared distances. */
  private double[][] draw(int count, double total) {
    double[] targets = new double[count];
    for (int j = 0; j < count; j++) {
      targets[j] = random.nextDouble() * total;
    }
    Arrays.sort(targets);
    double[][] drawn = new double[count][];
    double sum = 0;
    int next = 0;
    for (int i = 0; i < squared.length && next < count; i++) {
      sum += squared[i];
      while (next < count && targets[next] < sum) {
        drawn[next++] = points.point(i);
      }
    }
    while (next < count) {
      // The sum came out smaller here than block by block.
      drawn[next++] = points.point(squared.length - 1);
    }
    return drawn;
  }

  /** The candidate that leaves the smallest sum. */
  private int best(double[][] candidates) {
    double[] left =
        Blocks.sum(
            squared.length,
            candidates.length,
            (from, to, own) -> {
              for (int i = from; i < to; i++) {
                for (int j = 0; j < candidates.length; j++) {
                  own[j] += Math.min(squared[i], points.squaredDistance(i, candidates[j]));
                }
              }
            });
    int best = 0;
    for (int j = 1; j < left.length; j++) {
      best = left[j] < left[best] ? j : best;
    }
    return best;
  }
}
