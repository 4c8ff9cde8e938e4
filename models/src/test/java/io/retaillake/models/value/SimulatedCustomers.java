package io.retaillake.models.value;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** Customers who behave as the models say, with parameters that are known. */
final class SimulatedCustomers {

  private SimulatedCustomers() {}

  /** Histories; the first purchases are spread over the first half of the time. */
  static PurchaseHistories histories(
      BetaGeometricNegativeBinomial truth, int customers, double weeks, long seed) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution rates = new GammaDistribution(random, truth.r(), 1 / truth.alpha());
    BetaDistribution leaving = new BetaDistribution(random, truth.a(), truth.b());
    List<PurchaseHistory> histories = new ArrayList<>();
    for (int i = 0; i < customers; i++) {
      double age = weeks * (1 - random.nextDouble() / 2);
      double rate = rates.sample();
      double leaves = leaving.sample();
      int purchases = 0;
      double last = 0;
      boolean alive = true;
      while (alive) {
        double next = last - Math.log(1 - random.nextDouble()) / rate;
        if (next > age) {
          break;
        }
        last = next;
        purchases++;
        alive = random.nextDouble() >= leaves;
      }
      histories.add(PurchaseHistory.of(purchases, last, age));
    }
    return PurchaseHistories.of(histories);
  }

  /** Spending of customers with one to ten repeat purchases. */
  static SpendingHistories spending(GammaGamma truth, int customers, long seed) {
    RandomGenerator random = new Well19937c(seed);
    GammaDistribution scales = new GammaDistribution(random, truth.q(), 1 / truth.v());
    double[] frequency = new double[customers];
    double[] mean = new double[customers];
    for (int i = 0; i < customers; i++) {
      frequency[i] = 1 + random.nextInt(10);
      double scale = scales.sample();
      mean[i] =
          new GammaDistribution(random, truth.p() * frequency[i], 1 / scale).sample()
              / frequency[i];
    }
    return SpendingHistories.of(frequency, mean);
  }
}
