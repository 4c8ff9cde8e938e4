package io.retaillake.models.segments;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether other seeds find the same segments: the adjusted Rand index of the segmentation and that
 * of each other seed.
 *
 * @param seeds that were tried
 * @param agreements with each of them, 1 if all customers are grouped alike
 */
public record Stability(List<Long> seeds, List<Double> agreements) {

  private static final int SEEDS = 5;

  static Stability of(Points points, Clustering chosen, int starts, long seed) {
    List<Long> seeds = new ArrayList<>();
    List<Double> agreements = new ArrayList<>();
    for (int i = 1; i <= SEEDS; i++) {
      Clustering other = KMeans.fit(points, chosen.k(), starts, seed + i);
      seeds.add(seed + i);
      agreements.add(AdjustedRandIndex.of(chosen.labels(), other.labels()));
    }
    return new Stability(List.copyOf(seeds), List.copyOf(agreements));
  }

  public double mean() {
    return agreements.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  public double least() {
    return agreements.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
  }
}
