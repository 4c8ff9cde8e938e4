package io.retaillake.models.experiment;

/**
 * The revenue of each customer of both groups, USD, customers who bought nothing with zero. Arrays
 * are kept as they are given.
 */
public final class RevenueSamples {
  private final double[] control;
  private final double[] treatment;

  public RevenueSamples(double[] control, double[] treatment) {
    this.control = control;
    this.treatment = treatment;
  }

  double[] control() {
    return control;
  }

  double[] treatment() {
    return treatment;
  }
}
