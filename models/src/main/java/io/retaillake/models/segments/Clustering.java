package io.retaillake.models.segments;

/**
 * What K-Means found.
 *
 * @param centres of each cluster
 * @param labels the cluster of each point, from 0
 * @param inertia the sum of squared distances of the points from their centres
 * @param iterations how often the centres were moved
 * @param converged false if points were still changing clusters when it stopped
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
record Clustering(
    double[][] centres, int[] labels, double inertia, int iterations, boolean converged) {

  int k() {
    return centres.length;
  }

  int[] sizes() {
    int[] sizes = new int[centres.length];
    for (int label : labels) {
      sizes[label]++;
    }
    return sizes;
  }
}
