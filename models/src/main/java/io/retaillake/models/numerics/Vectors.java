package io.retaillake.models.numerics;

/** Small vectors as arrays. */
final class Vectors {

  private Vectors() {}

  static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** left + factor · right. */
  static double[] plus(double[] left, double factor, double[] right) {
    double[] sum = left.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * right[i];
    }
    return sum;
  }

  /** The largest absolute value. */
  static double largest(double[] vector) {
    double largest = 0;
    for (double element : vector) {
      largest = Math.max(largest, Math.abs(element));
    }
    return largest;
  }
}
