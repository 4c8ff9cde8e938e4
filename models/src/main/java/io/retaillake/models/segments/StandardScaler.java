package io.retaillake.models.segments;

import io.retaillake.models.numerics.Blocks;
import java.io.Serializable;

/**
 * Brings features to a mean of 0 and a standard deviation of 1, so that each counts alike. The
 * deviation is the population's, as in scikit-learn; a feature that does not vary becomes 0.
 *
 * @param means of each feature
 * @param deviations of each feature; 1 where it does not vary
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
public record StandardScaler(double[] means, double[] deviations) implements Serializable {

  static StandardScaler fit(Points points) {
    int rows = points.size();
    int size = points.dimensions();
    double[] values = points.values();
    double[] means =
        Blocks.sum(
            rows,
            size,
            (from, to, sums) -> {
              for (int i = from * size; i < to * size; i++) {
                sums[i % size] += values[i] / rows;
              }
            });
    double[] squares =
        Blocks.sum(
            rows,
            size,
            (from, to, sums) -> {
              for (int i = from * size; i < to * size; i++) {
                double off = values[i] - means[i % size];
                sums[i % size] += off * off;
              }
            });
    double[] deviations = new double[size];
    for (int d = 0; d < size; d++) {
      boolean varies = varies(values, size, d);
      means[d] = varies ? means[d] : values[d];
      deviations[d] = varies ? Math.sqrt(squares[d] / rows) : 1;
    }
    return new StandardScaler(means, deviations);
  }

  private static boolean varies(double[] values, int size, int dimension) {
    for (int i = dimension; i < values.length; i += size) {
      if (values[i] != values[dimension]) {
        return true;
      }
    }
    return false;
  }

  Points scale(Points points) {
    double[] scaled = points.values().clone();
    int size = means.length;
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (scaled[i] - means[i % size]) / deviations[i % size];
    }
    return new Points(scaled, size);
  }

  /** One customer's features, standardised. */
  public double[] scale(double[] features) {
    double[] scaled = features.clone();
    for (int d = 0; d < scaled.length; d++) {
      scaled[d] = (scaled[d] - means[d]) / deviations[d];
    }
    return scaled;
  }

  /** Features from their standardised values. */
  public double[] unscale(double[] scaled) {
    double[] features = scaled.clone();
    for (int d = 0; d < features.length; d++) {
      features[d] = features[d] * deviations[d] + means[d];
    }
    return features;
  }
}
