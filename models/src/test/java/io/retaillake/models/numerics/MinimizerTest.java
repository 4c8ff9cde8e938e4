package io.retaillake.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MinimizerTest {

  @Test
  void aCurvedValleyIsFollowedToItsLowestPoint() {
    Minimum minimum = Minimizer.minimize(new Rosenbrock(), new double[] {-1.2, 1});

    assertThat(minimum.converged()).isTrue();
    assertThat(minimum.point()[0]).isCloseTo(1, within(1e-9));
    assertThat(minimum.point()[1]).isCloseTo(1, within(1e-9));
    assertThat(minimum.runaway()).isEmpty();
  }

  @Test
  void aSlopeThatOnlyGetsFlatterIsNoMinimumAndItsVariableIsNamed() {
    Minimum minimum = Minimizer.minimize(new Slope(), new double[] {0, 0});

    assertThat(minimum.converged()).isFalse();
    assertThat(minimum.runaway()).containsExactly(1);
    assertThat(minimum.point()[0]).isCloseTo(3, within(1e-6));
  }

  @Test
  void aFunctionThatIsNowhereDefinedHasNoMinimum() {
    SmoothFunction nowhere =
        new TwoVariables() {
          @Override
          public double value(double[] point, double[] gradient) {
            return Double.NaN;
          }

          @Override
          public double[][] hessian(double[] point, double[] gradient) {
            return new double[][] {{1, 0}, {0, 1}};
          }
        };

    assertThat(Minimizer.minimize(nowhere, new double[] {0, 0}).converged()).isFalse();
  }

  private abstract static class TwoVariables implements SmoothFunction {
    @Override
    public int dimension() {
      return 2;
    }
  }

  private static final class Rosenbrock extends TwoVariables {
    @Override
    public double value(double[] point, double[] gradient) {
      double x = point[0];
      double fall = point[1] - x * x;
      gradient[0] = -2 * (1 - x) - 400 * x * fall;
      gradient[1] = 200 * fall;
      return (1 - x) * (1 - x) + 100 * fall * fall;
    }

    @Override
    public double[][] hessian(double[] point, double[] gradient) {
      double x = point[0];
      return new double[][] {{2 - 400 * (point[1] - 3 * x * x), -400 * x}, {-400 * x, 200}};
    }
  }

  /** (x - 3)² + e^-y. */
  private static final class Slope extends TwoVariables {
    @Override
    public double value(double[] point, double[] gradient) {
      double left = point[0] - 3;
      double right = Math.exp(-point[1]);
      gradient[0] = 2 * left;
      gradient[1] = -right;
      return left * left + right;
    }

    @Override
    public double[][] hessian(double[] point, double[] gradient) {
      return new double[][] {{2, 0}, {0, Math.exp(-point[1])}};
    }
  }
}
