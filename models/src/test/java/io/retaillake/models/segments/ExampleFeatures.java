package io.retaillake.models.segments;

import io.retaillake.models.References;
import java.util.Arrays;
import java.util.Random;

/** Customers for tests. */
final class ExampleFeatures {

  private ExampleFeatures() {}

  /** The 500 customers that scikit-learn has grouped. */
  static SegmentFeatures reference() {
    double[][] rows =
        References.lines("segment_features.csv").stream()
            .skip(1)
            .map(
                line ->
                    Arrays.stream(line.split(","))
                        .skip(1)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
            .toArray(double[][]::new);
    return ofRows(rows);
  }

  /** Customers in so many clouds; whole numbers, so that some customers are equal. */
  static double[][] clouds(int customers, int clouds, long seed) {
    Random random = new Random(seed);
    double[][] centres = new double[clouds][5];
    for (double[] centre : centres) {
      Arrays.setAll(centre, d -> random.nextInt(40));
    }
    double[][] rows = new double[customers][5];
    for (double[] row : rows) {
      double[] centre = centres[random.nextInt(clouds)];
      Arrays.setAll(row, d -> centre[d] + random.nextInt(7));
    }
    return rows;
  }

  static SegmentFeatures ofRows(double[][] rows) {
    double[][] columns = new double[5][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int d = 0; d < 5; d++) {
        columns[d][i] = rows[i][d];
      }
    }
    return new SegmentFeatures(columns[0], columns[1], columns[2], columns[3], columns[4]);
  }
}
