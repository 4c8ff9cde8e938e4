package io.retaillake.models.segments;

import io.retaillake.models.bench.Doubles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Runs K-Means on points from a file; the first round is that of a cold JVM. Not a test. */
public final class KMeansBenchmark {

  private KMeansBenchmark() {}

  /** Arguments: a file with the points one after the other, dimensions, K, starts. */
  public static void main(String[] arguments) throws IOException {
    Points raw = new Points(Doubles.read(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
    int k = Integer.parseInt(arguments[2]);
    int starts = Integer.parseInt(arguments[3]);
    for (int round = 1; round <= 3; round++) {
      long start = System.nanoTime();
      Points points = raw.inOrder(raw.shuffledByContent(round));
      Clustering found = KMeans.fit(points, k, starts, round);
      System.out.printf(
          Locale.ROOT,
          "round %d kmeans_seconds %.3f inertia %.3f iterations %d converged %s%n",
          round,
          (System.nanoTime() - start) / 1e9,
          found.inertia(),
          found.iterations(),
          found.converged());
    }
  }
}
