package io.retaillake.models.numerics;

import java.util.Arrays;

/**
 * Broyden, Fletcher, Goldfarb and Shanno's method: goes down to where the gradient is small, from
 * first derivatives alone. Nocedal and Wright, Numerical Optimization (2006), chapter 6; the line
 * search is the bisection of Lewis and Overton (2013), which needs no more than the weak Wolfe
 * conditions.
 */
final class QuasiNewton {

  private static final int MOST_ITERATIONS = 200;
  private static final int MOST_TRIALS = 40;
  private static final double SMALL_GRADIENT = 1e-6;
  private static final double ENOUGH_DESCENT = 1e-4;
  private static final double ENOUGH_CURVATURE = 0.9;
  private static final double LONGEST_STEP = 2;

  private final SmoothFunction function;
  private final int size;
  private final double[][] inverse;
  private double[] point;
  private double[] gradient;
  private double value;
  private int iterations;

  QuasiNewton(SmoothFunction function, double[] start) {
    this.function = function;
    this.size = function.dimension();
    this.inverse = new double[size][size];
    this.point = start.clone();
    this.gradient = new double[size];
    this.value = function.value(point, gradient);
  }

  /** Goes down, and returns the point that it reached. */
  double[] descend() {
    resetInverse(1);
    while (iterations < MOST_ITERATIONS
        && Double.isFinite(value)
        && Vectors.largest(gradient) > SMALL_GRADIENT) {
      if (!step()) {
        break;
      }
      iterations++;
    }
    return point;
  }

  int iterations() {
    return iterations;
  }

  private boolean step() {
    double[] direction = new double[size];
    for (int i = 0; i < size; i++) {
      direction[i] = -Vectors.dot(inverse[i], gradient);
    }
    double slope = Vectors.dot(direction, gradient);
    if (!(slope < 0)) {
      resetInverse(1);
      for (int i = 0; i < size; i++) {
        direction[i] = -gradient[i];
      }
      slope = -Vectors.dot(gradient, gradient);
    }
    return search(direction, slope);
  }

  private boolean search(double[] direction, double slope) {
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double longest = LONGEST_STEP / Vectors.largest(direction);
    double length = Math.min(1, longest);
    double[] trialGradient = new double[size];
    for (int trial = 0; trial < MOST_TRIALS; trial++) {
      double[] next = Vectors.plus(point, length, direction);
      double nextValue = function.value(next, trialGradient);
      if (!(nextValue <= value + ENOUGH_DESCENT * length * slope)) {
        high = length;
      } else if (Vectors.dot(trialGradient, direction) < ENOUGH_CURVATURE * slope
          && length < longest) {
        low = length;
      } else {
        accept(next, nextValue, trialGradient);
        return true;
      }
      length = Double.isInfinite(high) ? Math.min(2 * low, longest) : (low + high) / 2;
    }
    return false;
  }

  private void accept(double[] next, double nextValue, double[] nextGradient) {
    double[] moved = Vectors.plus(next, -1, point);
    double[] turned = Vectors.plus(nextGradient, -1, gradient);
    double curvature = Vectors.dot(moved, turned);
    if (curvature > 1e-14 * Vectors.dot(moved, moved)) {
      if (iterations == 0) {
        resetInverse(curvature / Vectors.dot(turned, turned));
      }
      update(moved, turned, curvature);
    }
    point = next;
    value = nextValue;
    gradient = nextGradient.clone();
  }

  private void update(double[] moved, double[] turned, double curvature) {
    double[] image = new double[size];
    for (int i = 0; i < size; i++) {
      image[i] = Vectors.dot(inverse[i], turned);
    }
    double scale = 1 + Vectors.dot(turned, image) / curvature;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse[i][j] +=
            (scale * moved[i] * moved[j] - image[i] * moved[j] - moved[i] * image[j]) / curvature;
      }
    }
  }

  private void resetInverse(double diagonal) {
    for (int i = 0; i < size; i++) {
      Arrays.fill(inverse[i], 0);
      inverse[i][i] = diagonal;
    }
  }
}
