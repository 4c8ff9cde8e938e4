package io.retaillake.models.numerics;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Finds a minimum of a smooth function: a quasi-Newton descent to its neighbourhood, then Newton's
 * method to the last digit.
 *
 * <p>It tells a minimum from a slope that only becomes ever flatter, as a likelihood does when a
 * parameter wants to be zero or infinite: there the gradient vanishes too, but a Newton step never
 * gets shorter. Variables are expected to be logarithms or otherwise of the order of one.
 */
public final class Minimizer {

  private static final int MOST_NEWTON_STEPS = 100;
  private static final double SHORTEST_STEP = 1e-9;

  /** As short as this counts where rounding leaves no lower point to go to. */
  private static final double ROUNDING_STEP = 1e-6;

  private static final double STILL_MOVING = 0.05;
  private static final double NO_GAIN = 1e-12;
  private static final double LEAST_CURVATURE = 1e-10;
  private static final double MUCH_OF_A_DIRECTION = 0.3;
  private static final double LONGEST_STEP = 2;

  /** A variable beyond this, as a logarithm, is on its way to zero or infinity. */
  private static final double FARTHEST = 25;

  private Minimizer() {}

  /** Goes down from the start. */
  public static Minimum minimize(SmoothFunction function, double[] start) {
    QuasiNewton descent = new QuasiNewton(function, start);
    return polish(function, descent.descend(), descent.iterations());
  }

  /** Goes down from a start that is near the minimum, with fewer but dearer steps. */
  public static Minimum refine(SmoothFunction function, double[] start) {
    return polish(function, start, 0);
  }

  private static Minimum polish(SmoothFunction function, double[] from, int iterations) {
    Place place = Place.at(function, from);
    EigenDecomposition curvature = curvature(function, place);
    double[] step = newtonStep(curvature, place.gradient);
    boolean converged = false;
    int steps = 0;
    while (steps < MOST_NEWTON_STEPS && Vectors.largest(place.point) < FARTHEST) {
      Place next = descend(function, place, step);
      steps++;
      double shortest = next == null ? ROUNDING_STEP : SHORTEST_STEP;
      converged = isMinimum(curvature) && Vectors.largest(step) <= shortest;
      if (next == null || isFlat(curvature, place, step)) {
        break;
      }
      place = next;
      if (converged) {
        break;
      }
      curvature = curvature(function, place);
      step = newtonStep(curvature, place.gradient);
    }
    return new Minimum(
        place.point,
        place.value,
        function.hessian(place.point, place.gradient),
        iterations + steps,
        converged && Double.isFinite(place.value),
        converged ? List.of() : moving(curvature, step, place.point));
  }

  /** Whether the function only becomes ever flatter: there is far to go, and nothing to gain. */
  private static boolean isFlat(EigenDecomposition curvature, Place place, double[] step) {
    double gain = -Vectors.dot(step, place.gradient);
    return gain < NO_GAIN * Math.max(1, Math.abs(place.value))
        && (Vectors.largest(step) > STILL_MOVING || !isMinimum(curvature));
  }

  /** A point, and the function there. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Place(double[] point, double value, double[] gradient) {
    static Place at(SmoothFunction function, double[] point) {
      double[] gradient = new double[point.length];
      return new Place(point, function.value(point, gradient), gradient);
    }
  }

  /** Takes the step, halved until the function is no higher; null if it is higher everywhere. */
  private static Place descend(SmoothFunction function, Place from, double[] step) {
    double rounding = 1e-14 * Math.max(1, Math.abs(from.value));
    for (double length = 1; length > 1e-6; length /= 2) {
      Place next = Place.at(function, Vectors.plus(from.point, length, step));
      if (next.value <= from.value + rounding) {
        return next;
      }
    }
    return null;
  }

  /** Newton's step, downhill also where the function is not convex, and never very long. */
  private static double[] newtonStep(EigenDecomposition curvature, double[] gradient) {
    double[] step = new double[gradient.length];
    for (int i = 0; i < step.length; i++) {
      double[] axis = curvature.getEigenvector(i).toArray();
      double steepness = Math.max(Math.abs(curvature.getRealEigenvalue(i)), 1e-300);
      step = Vectors.plus(step, -Vectors.dot(axis, gradient) / steepness, axis);
    }
    double longest = Vectors.largest(step);
    return longest > LONGEST_STEP
        ? new ArrayRealVector(step).mapMultiply(LONGEST_STEP / longest).toArray()
        : step;
  }

  private static boolean isMinimum(EigenDecomposition curvature) {
    for (double eigenvalue : curvature.getRealEigenvalues()) {
      if (!(eigenvalue > LEAST_CURVATURE)) {
        return false;
      }
    }
    return true;
  }

  private static EigenDecomposition curvature(SmoothFunction function, Place place) {
    RealMatrix matrix = new Array2DRowRealMatrix(function.hessian(place.point, place.gradient));
    // Rounding makes the two triangles differ in the last digit.
    return new EigenDecomposition(matrix.add(matrix.transpose()).scalarMultiply(0.5));
  }

  /** The variables that are far out, still on their way, or along the flattest direction. */
  private static List<Integer> moving(EigenDecomposition curvature, double[] step, double[] point) {
    double[] eigenvalues = curvature.getRealEigenvalues();
    int flattest = 0;
    for (int i = 1; i < eigenvalues.length; i++) {
      flattest = Math.abs(eigenvalues[i]) < Math.abs(eigenvalues[flattest]) ? i : flattest;
    }
    List<Integer> moving = new ArrayList<>();
    for (int i = 0; i < step.length; i++) {
      if (Math.abs(step[i]) > STILL_MOVING
          || Math.abs(point[i]) >= FARTHEST
          || Math.abs(curvature.getEigenvector(flattest).getEntry(i)) > MUCH_OF_A_DIRECTION) {
        moving.add(i);
      }
    }
    return moving;
  }
}
