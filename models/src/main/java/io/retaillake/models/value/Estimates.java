package io.retaillake.models.value;

import io.retaillake.models.numerics.Minimum;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/** Estimates from where a fit of log-parameters ended. */
final class Estimates {

  private Estimates() {}

  /**
   * The estimates, with standard errors by the inverse of the observed information.
   *
   * @param values in the user's units, in the order of the minimum's variables
   * @param weight how many customers the minimised mean was over
   */
  static List<Estimate> of(List<String> names, double[] values, Minimum minimum, double weight) {
    double[] errors = logErrors(minimum, weight);
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      estimates.add(Estimate.ofLog(names.get(i), values[i], errors[i]));
    }
    return List.copyOf(estimates);
  }

  /** The names of the variables that ran away. */
  static List<String> runaway(List<String> names, Minimum minimum) {
    return minimum.runaway().stream().map(names::get).toList();
  }

  private static double[] logErrors(Minimum minimum, double weight) {
    LUDecomposition information =
        new LUDecomposition(
            new Array2DRowRealMatrix(minimum.hessian()).scalarMultiply(weight), 1e-300);
    double[] errors = new double[minimum.point().length];
    if (!information.getSolver().isNonSingular()) {
      java.util.Arrays.fill(errors, Double.NaN);
      return errors;
    }
    RealMatrix covariance = information.getSolver().getInverse();
    for (int i = 0; i < errors.length; i++) {
      // Not a number where the curvature is not that of a maximum.
      errors[i] = Math.sqrt(covariance.getEntry(i, i));
    }
    return errors;
  }
}
