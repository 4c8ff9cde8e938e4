package io.retaillake.models.segments;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * K-Means with several starts, of which the one with the least inertia is kept.
 *
 * <p>Of very many points each start first finds its way on a part of them, which as the points are
 * in no order is a random sample, and then goes on with all: that saves most of the rounds over
 * all.
 */
final class KMeans {

  private static final int SAMPLE = 50_000;

  private KMeans() {}

  /** From starts by k-means++, which depend on the seed. */
  static Clustering fit(Points points, int k, int starts, long seed) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + k);
    Clustering best = null;
    for (int start = 0; start < starts; start++) {
      Clustering found = start(points, k, random.split());
      if (best == null || found.inertia() < best.inertia()) {
        best = found;
      }
    }
    return best;
  }

  private static Clustering start(Points points, int k, SplittableRandom random) {
    if (points.size() < 4 * SAMPLE) {
      return Lloyd.run(points, PlusPlus.centres(points, k, random));
    }
    Points sample = points.first(SAMPLE);
    Clustering near = Lloyd.run(sample, PlusPlus.centres(sample, k, random));
    return Lloyd.run(points, near.centres());
  }

  /** From the given centres. */
  static Clustering fitFrom(Points points, double[][] centres) {
    return Lloyd.run(points, centres);
  }

  /** The same clustering with its clusters in another order. */
  static Clustering renumbered(Clustering clustering, int[] order) {
    int[] numbers = new int[order.length];
    double[][] centres = new double[order.length][];
    for (int i = 0; i < order.length; i++) {
      numbers[order[i]] = i;
      centres[i] = clustering.centres()[order[i]];
    }
    return new Clustering(
        centres,
        Arrays.stream(clustering.labels()).map(label -> numbers[label]).toArray(),
        clustering.inertia(),
        clustering.iterations(),
        clustering.converged());
  }
}
