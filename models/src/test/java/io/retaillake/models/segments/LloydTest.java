package io.retaillake.models.segments;

import static io.retaillake.models.References.assertClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LloydTest {

  @Property(tries = 100)
  void boundsChangeNothingOfWhatLloydFinds(
      @ForAll @IntRange(min = 2, max = 9) int k, @ForAll long seed) {
    Random random = new Random(seed);
    Points points = new Points(random.doubles(1_000 * 3).toArray(), 3);
    double[][] start = PlusPlus.centres(points, k, new SplittableRandom(seed));

    Clustering found = Lloyd.run(points, start);

    int[] plain = plainLloyd(points, start);
    assertThat(found.converged()).isTrue();
    assertThat(found.labels()).isEqualTo(plain);
  }

  @Test
  void aResultIsWhereLloydStays() {
    Points points = new Points(new Random(4).doubles(200_000).toArray(), 2);

    Clustering found = KMeans.fit(points, 6, 2, 1);

    assertThat(found.labels()).isEqualTo(plainLloyd(points, found.centres()));
    double inertia = 0;
    for (int i = 0; i < points.size(); i++) {
      inertia += points.squaredDistance(i, found.centres()[found.labels()[i]]);
    }
    assertClose(found.inertia(), inertia, 1e-12);
  }

  @Test
  void aStartOnASampleEndsAsWellAsOneOnAllPoints() {
    double[] values = new double[2 * 250_000];
    Random random = new Random(7);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() + (i / 2 % 4) * (i % 2 == 0 ? 5 : 3);
    }
    Points points = new Points(values, 2);
    Points shuffled = points.inOrder(points.shuffledByContent(1));

    Clustering sampled = KMeans.fit(shuffled, 4, 1, 1);

    double[][] truth = {{0, 0}, {5, 3}, {10, 6}, {15, 9}};
    assertClose(sampled.inertia(), Lloyd.run(shuffled, truth).inertia(), 1e-9);
    assertThat(sampled.iterations()).isLessThan(20);
  }

  @Test
  void aClusterThatLosesItsPointsGetsTheFarthest() {
    Points points = new Points(new double[] {0, 0, 0, 1, 10, 11, 50}, 1);
    // The first three centres are at one place.
    Clustering found = Lloyd.run(points, new double[][] {{0}, {0}, {0}, {10}});

    assertThat(found.converged()).isTrue();
    assertThat(found.sizes()).doesNotContain(0);
    assertThat(Arrays.stream(found.labels()).distinct().count()).isEqualTo(4);
    assertThat(found.inertia()).isLessThan(2);
  }

  /** Without bounds, sums from scratch each time. */
  private static int[] plainLloyd(Points points, double[][] start) {
    double[][] centres = Arrays.stream(start).map(double[]::clone).toArray(double[][]::new);
    int[] labels = null;
    while (true) {
      int[] next = new int[points.size()];
      double[][] sums = new double[centres.length][points.dimensions()];
      int[] sizes = new int[centres.length];
      for (int i = 0; i < next.length; i++) {
        for (int c = 1; c < centres.length; c++) {
          if (points.squaredDistance(i, centres[c]) < points.squaredDistance(i, centres[next[i]])) {
            next[i] = c;
          }
        }
        sizes[next[i]]++;
        for (int d = 0; d < points.dimensions(); d++) {
          sums[next[i]][d] += points.point(i)[d];
        }
      }
      if (Arrays.equals(next, labels)) {
        return labels;
      }
      labels = next;
      for (int c = 0; c < centres.length; c++) {
        for (int d = 0; d < points.dimensions(); d++) {
          centres[c][d] = sums[c][d] / sizes[c];
        }
      }
    }
  }
}
