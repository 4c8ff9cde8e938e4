package io.retaillake.models.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of the likelihood whatever the customers are. */
class LikelihoodLawsTest {

  private static final double[] LOGS = {-1.4, 1.5, -0.2, 0.9};
  private static final BetaGeometricNegativeBinomial MODEL =
      new BetaGeometricNegativeBinomial(
          Math.exp(LOGS[0]), Math.exp(LOGS[1]), Math.exp(LOGS[2]), Math.exp(LOGS[3]));

  @Provide
  Arbitrary<List<PurchaseHistory>> customers() {
    // Few different values, so that there are equal customers.
    Arbitrary<Integer> frequency = Arbitraries.integers().between(0, 4);
    Arbitrary<Integer> recency = Arbitraries.integers().between(1, 3);
    Arbitrary<Integer> more = Arbitraries.integers().between(0, 3);
    return Combinators.combine(frequency, recency, more)
        .as((x, tx, rest) -> PurchaseHistory.of(x, x == 0 ? 0 : tx, tx + rest))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 200)
  void theOrderOfCustomersChangesNothing(
      @ForAll("customers") List<PurchaseHistory> customers, @ForAll long seed) {
    List<PurchaseHistory> shuffled = new ArrayList<>(customers);
    Collections.shuffle(shuffled, new Random(seed));

    double[] gradient = new double[4];
    double[] other = new double[4];
    double value = minimised(customers).value(LOGS, gradient);
    assertThat(minimised(shuffled).value(LOGS, other)).isEqualTo(value);
    assertThat(other).isEqualTo(gradient);
    assertThat(minimised(shuffled).hessian(LOGS, other))
        .isDeepEqualTo(minimised(customers).hessian(LOGS, gradient));
  }

  @Property(tries = 200)
  void equalCustomersCountAsOneWithTheirWeight(
      @ForAll("customers") List<PurchaseHistory> customers) {
    PurchaseHistories single = PurchaseHistories.of(customers);
    PurchaseHistories aggregated = single.aggregated();

    assertThat(aggregated.customers()).isEqualTo(customers.size());
    assertThat(aggregated.size()).isEqualTo((int) customers.stream().distinct().count());
    double logLikelihood = MODEL.logLikelihood(single);
    assertThat(MODEL.logLikelihood(aggregated))
        .isCloseTo(logLikelihood, within(1e-13 * Math.abs(logLikelihood)));
  }

  @Property(tries = 200)
  void whatIsMinimisedIsTheMeanLogLikelihoodOfTheModel(
      @ForAll("customers") List<PurchaseHistory> customers) {
    PurchaseHistories all = PurchaseHistories.of(customers);
    double mean = -MODEL.logLikelihood(all) / customers.size();

    assertThat(minimised(customers).value(LOGS, new double[4]))
        .isCloseTo(mean, within(1e-13 * (1 + Math.abs(mean))));
  }

  @Property(tries = 100)
  void theDerivativesAreThoseOfTheValue(@ForAll("customers") List<PurchaseHistory> customers) {
    BgNbdLikelihood function =
        new BgNbdLikelihood(PurchaseHistories.of(customers).aggregated(), 1, 0.01);
    double[] gradient = new double[4];
    function.value(LOGS, gradient);
    double[][] hessian = function.hessian(LOGS, gradient);

    double step = 1e-5;
    for (int i = 0; i < 4; i++) {
      double[] above = LOGS.clone();
      double[] below = LOGS.clone();
      above[i] += step;
      below[i] -= step;
      double[] gradientAbove = new double[4];
      double[] gradientBelow = new double[4];
      double rise = function.value(above, gradientAbove) - function.value(below, gradientBelow);
      assertThat(gradient[i]).isCloseTo(rise / (2 * step), within(1e-7));
      for (int j = 0; j < 4; j++) {
        assertThat(hessian[i][j])
            .isCloseTo((gradientAbove[j] - gradientBelow[j]) / (2 * step), within(1e-7));
      }
    }
  }

  private static BgNbdLikelihood minimised(List<PurchaseHistory> customers) {
    return new BgNbdLikelihood(PurchaseHistories.of(customers).aggregated(), 1, 0);
  }
}
