package io.retaillake.models.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Customers simulated from known parameters, which the fit has to find again. */
class ParameterRecoveryTest {

  private static final int SEEDS = 20;
  private static final int AT_LEAST = 17;

  @Test
  void theIntervalsOfBgNbdHoldTheTruth() {
    BetaGeometricNegativeBinomial truth = new BetaGeometricNegativeBinomial(0.8, 6, 0.9, 2.5);

    List<Integer> held =
        held(
            new double[] {truth.r(), truth.alpha(), truth.a(), truth.b()},
            seed -> {
              PurchaseHistories customers = SimulatedCustomers.histories(truth, 4_000, 52, seed);
              return BetaGeometricNegativeBinomial.fit(customers, 0).orThrow().estimates();
            });

    assertThat(held).allMatch(seeds -> seeds >= AT_LEAST);
  }

  @Test
  void theIntervalsOfGammaGammaHoldTheTruth() {
    GammaGamma truth = new GammaGamma(6.25, 3.74, 15.44);

    List<Integer> held =
        held(
            new double[] {truth.p(), truth.q(), truth.v()},
            seed ->
                GammaGamma.fit(SimulatedCustomers.spending(truth, 4_000, seed), 0)
                    .orThrow()
                    .estimates());

    assertThat(held).allMatch(seeds -> seeds >= AT_LEAST);
  }

  /** In how many seeds each parameter's 95% interval holds the truth. */
  private static List<Integer> held(double[] truth, LongFunction<List<Estimate>> fit) {
    Integer[] held = new Integer[truth.length];
    Arrays.fill(held, 0);
    for (long seed = 1; seed <= SEEDS; seed++) {
      List<Estimate> estimates = fit.apply(seed);
      for (int i = 0; i < truth.length; i++) {
        held[i] += estimates.get(i).covers(truth[i]) ? 1 : 0;
      }
    }
    return List.of(held);
  }
}
