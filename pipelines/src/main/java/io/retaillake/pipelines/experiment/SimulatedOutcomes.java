package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Arm;
import io.retaillake.models.experiment.SaltedHash;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.jobs.ModelJobs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Outcomes drawn from stated rates, for a demo without a shop. They show that the analysis finds
 * what was put in, and nothing about customers.
 *
 * <p>A customer buys with the arm's rate times 0.5 to 1.5, by its place among all by revenue
 * before, so that the mean rate is the stated one and the past says something of the outcome. Who
 * buys spends an amount that is log-normal around the arm's mean. The holdout is drawn as the
 * control. The same experiment and customer always draw the same.
 */
final class SimulatedOutcomes implements Outcomes {

  private static final double SPREAD = 0.6;

  /**
   * The rates.
   *
   * @param controlRate share of the control that buys
   * @param treatmentRate share of the treatment that buys
   * @param controlOrderValue mean USD of a customer of the control who buys
   * @param treatmentOrderValue the same of the treatment
   */
  record Rates(
      double controlRate,
      double treatmentRate,
      double controlOrderValue,
      double treatmentOrderValue) {

    /** The likeliest buy with 1.5 times the rate, which is no more than certain. */
    private static final double HIGHEST = 0.66;

    /**
     * Checks the ranges.
     *
     * @throws UserError with {@link ExitCode#USAGE} if one is out of its range
     */
    Rates {
      rate("--controlRate", controlRate);
      rate("--treatmentRate", treatmentRate);
      amount("--controlOrderValue", controlOrderValue);
      amount("--treatmentOrderValue", treatmentOrderValue);
    }

    private static void rate(String option, double rate) {
      ModelJobs.require(
          rate >= 0 && rate <= HIGHEST,
          option + "=" + rate,
          "outcomes can be simulated at rates from 0 to " + HIGHEST,
          "Give a share such as 0.112");
    }

    private static void amount(String option, double usd) {
      ModelJobs.require(
          usd > 0 && usd <= 1e6,
          option + "=" + usd,
          "it is what a customer who buys spends on average, up to a million USD",
          "Give an amount such as 87");
    }
  }

  private final Rates rates;
  private final SaltedHash hash;
  private final Map<String, Double> propensity = new HashMap<>();

  SimulatedOutcomes(String experiment, Rates rates, Population population) {
    this.rates = rates;
    this.hash = new SaltedHash(experiment + "/outcome");
    List<String> byRevenue = new ArrayList<>(population.customers().keySet());
    byRevenue.sort(
        Comparator.comparing((String id) -> population.customers().get(id).revenueBefore()));
    for (int i = 0; i < byRevenue.size(); i++) {
      propensity.put(byRevenue.get(i), 0.5 + (i + 0.5) / byRevenue.size());
    }
  }

  @Override
  public BigDecimal revenue(String customer, Arm arm) {
    double rate = arm.exposed() ? rates.treatmentRate() : rates.controlRate();
    double mean = arm.exposed() ? rates.treatmentOrderValue() : rates.controlOrderValue();
    SplittableRandom random = new SplittableRandom(Double.doubleToLongBits(hash.place(customer)));
    if (random.nextDouble() >= rate * propensity.get(customer)) {
      return BigDecimal.ZERO.setScale(2);
    }
    double amount = mean * Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
    return BigDecimal.valueOf(Math.max(0.01, amount)).setScale(2, RoundingMode.HALF_UP);
  }

  @Override
  public String shown(Participants participants) {
    return String.format(
        Locale.ROOT,
        "SIMULATED from stated rates: %.1f%% and $%.0f against %.1f%% and $%.0f",
        100 * rates.controlRate(),
        rates.controlOrderValue(),
        100 * rates.treatmentRate(),
        rates.treatmentOrderValue());
  }
}
