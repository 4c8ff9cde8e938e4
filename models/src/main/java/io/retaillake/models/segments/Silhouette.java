package io.retaillake.models.segments;

import io.retaillake.models.numerics.Blocks;

/**
 * How well points lie in their clusters: the mean of (b − a) / max(a, b), where a is a point's mean
 * distance from the others of its cluster and b that from the points of the nearest other cluster.
 * From −1 to 1. A point that is alone in its cluster counts 0. Rousseeuw, Silhouettes (1987).
 */
final class Silhouette {

  private Silhouette() {}

  /** Of the first points as a sample; NaN if they all have one label. */
  static double of(Points points, int[] labels, int k, int sample) {
    int n = Math.min(sample, points.size());
    int[] sizes = new int[k];
    for (int i = 0; i < n; i++) {
      sizes[labels[i]]++;
    }
    double[] each = new double[n];
    Blocks.forEachRow(n, i -> each[i] = width(points, labels, sizes, n, i));
    double sum = 0;
    int clusters = 0;
    for (int size : sizes) {
      clusters += size > 0 ? 1 : 0;
    }
    for (double width : each) {
      sum += width;
    }
    return clusters < 2 ? Double.NaN : sum / n;
  }

  private static double width(Points points, int[] labels, int[] sizes, int n, int i) {
    int own = labels[i];
    if (sizes[own] == 1) {
      return 0;
    }
    double[] sums = new double[sizes.length];
    double[] place = points.point(i);
    for (int j = 0; j < n; j++) {
      sums[labels[j]] += Math.sqrt(points.squaredDistance(j, place));
    }
    double inside = sums[own] / (sizes[own] - 1);
    double outside = Double.POSITIVE_INFINITY;
    for (int c = 0; c < sizes.length; c++) {
      if (c != own && sizes[c] > 0) {
        outside = Math.min(outside, sums[c] / sizes[c]);
      }
    }
    double larger = Math.max(inside, outside);
    return larger == 0 || Double.isInfinite(outside) ? 0 : (outside - inside) / larger;
  }
}
