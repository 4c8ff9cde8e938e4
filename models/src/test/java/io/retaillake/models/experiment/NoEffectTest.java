package io.retaillake.models.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Experiments without an effect: one in twenty is significant at 5%, by chance, and no more. */
class NoEffectTest {

  private static final int SEEDS = 2000;

  @Test
  void conversionTestsOfAssignedCustomersRejectOneInTwenty() {
    int customers = 3000;
    boolean[] buys = new boolean[customers];
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < customers; i++) {
      buys[i] = random.nextDouble() < 0.13;
    }
    int rejected = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SaltedHash hash = new SaltedHash("no-effect-" + seed);
      long[] sizes = new long[2];
      long[] bought = new long[2];
      for (int i = 0; i < customers; i++) {
        int side = hash.place("user-" + i) < 0.5 ? 0 : 1;
        sizes[side]++;
        bought[side] += buys[i] ? 1 : 0;
      }
      TestResult result =
          ConversionTests.chiSquare(
              new Conversions(bought[0], sizes[0]), new Conversions(bought[1], sizes[1]));
      rejected += result.pValue() < 0.05 ? 1 : 0;
    }
    assertThat(rejected / (double) SEEDS).isBetween(0.035, 0.065);
  }

  @Test
  void rankTestsOfRevenueRejectOneInTwenty() {
    int rejected = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MannWhitney found = MannWhitney.test(revenue(random, 800), revenue(random, 800));
      rejected += found.test().pValue() < 0.05 ? 1 : 0;
    }
    assertThat(rejected / (double) SEEDS).isBetween(0.035, 0.065);
  }

  @Test
  void bootstrapIntervalsMissZeroOneInTwenty() {
    int missed = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(-seed);
      MeanBootstrap means = MeanBootstrap.of(revenue(random, 400), revenue(random, 400), 400, seed);
      missed += means.differenceInterval(0.95).contains(0) ? 0 : 1;
    }
    assertThat(missed / (double) SEEDS).isBetween(0.035, 0.065);
  }

  private static double[] revenue(SplittableRandom random, int customers) {
    double[] revenue = new double[customers];
    for (int i = 0; i < customers; i++) {
      if (random.nextDouble() < 0.13) {
        revenue[i] = Math.round(-9000 * Math.log(1 - random.nextDouble())) / 100.0;
      }
    }
    return revenue;
  }
}
