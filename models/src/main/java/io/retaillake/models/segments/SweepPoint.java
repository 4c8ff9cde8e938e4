package io.retaillake.models.segments;

/**
 * What K-Means came to for one number of clusters.
 *
 * @param k the number of clusters
 * @param inertia the sum of squared distances from the centres, in standardised features
 * @param silhouette on the sample, from −1 to 1; NaN if the sample lies in one cluster
 * @param iterations of the best start
 * @param converged false if it stopped at the most iterations
 */
public record SweepPoint(
    int k, double inertia, double silhouette, int iterations, boolean converged) {}
