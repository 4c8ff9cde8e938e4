package io.retaillake.models.numerics;

/** A function of several variables with its first and second derivatives. */
public interface SmoothFunction {

  /** How many variables it has. */
  int dimension();

  /**
   * The value at a point; NaN or infinite where there is none.
   *
   * @param gradient is filled with the first derivatives
   */
  double value(double[] point, double[] gradient);

  /**
   * The matrix of second derivatives at a point.
   *
   * @param gradient the first derivatives there, as {@link #value} has filled them
   */
  double[][] hessian(double[] point, double[] gradient);
}
