package io.retaillake.models.segments;

import java.io.Serializable;

/**
 * Tells the segment of any customer: the nearest of the centres, in standardised features.
 *
 * @param scaler that the centres were found with
 * @param centres standardised, by label
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
public record SegmentModel(StandardScaler scaler, double[][] centres) implements Serializable {

  /** Where a customer belongs, and how far it is from the centre. */
  public record Place(int label, double distance) {}

  /** The place of a customer with these features, in the order of {@link SegmentFeatures#NAMES}. */
  public Place place(double[] features) {
    double[] scaled = scaler.scale(features);
    int label = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double squared = 0;
      for (int d = 0; d < scaled.length; d++) {
        double difference = scaled[d] - centres[c][d];
        squared += difference * difference;
      }
      if (squared < least) {
        least = squared;
        label = c;
      }
    }
    return new Place(label, Math.sqrt(least));
  }
}
