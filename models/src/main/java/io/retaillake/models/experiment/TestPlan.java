package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * How large a test has to be, before it is made: size, power and the smallest effect it would find,
 * for the two-sided two-proportion z-test with the pooled rate (Fleiss, Levin and Paik,
 * "Statistical methods for rates and proportions", chapter 4).
 *
 * @param baseRate conversion rate of the control, between 0 and 1
 * @param alpha how often a test of two equal groups may call them different, such as 0.05
 * @param treatmentPerControl customers in the treatment for each one in the control; 1 for equal
 *     groups
 */
public record TestPlan(double baseRate, double alpha, double treatmentPerControl) {

  private static final double RATE_ACCURACY = 1e-13;

  /**
   * @throws ModelException WRONG_SETTING if a figure is out of its range
   */
  public TestPlan {
    checkProbability("base rate", baseRate);
    checkProbability("alpha", alpha);
    if (!(treatmentPerControl > 0) || Double.isInfinite(treatmentPerControl)) {
      throw ModelException.wrongSetting(
          treatmentPerControl + " treatment customers for each one in the control can't be",
          "both groups need customers",
          "Give 1 for groups of one size");
    }
  }

  /** Equal groups at 5%. */
  public static TestPlan of(double baseRate) {
    return new TestPlan(baseRate, 0.05, 1);
  }

  /**
   * Customers that the control needs, so that a treatment of this rate is found with this power.
   * Not rounded: round up.
   *
   * @param rate of the treatment, another one than the base rate
   */
  public double controlSize(double rate, double power) {
    checkProbability("treatment rate", rate);
    checkProbability("power", power);
    if (rate == baseRate) {
      throw ModelException.wrongSetting(
          "no size finds a treatment that converts like the control",
          "both rates are " + rate,
          "Give the smallest rate that would be worth finding");
    }
    double root = criticalZ() * pooledDeviation(rate) + Normal.quantile(power) * ownDeviation(rate);
    double difference = rate - baseRate;
    return root * root / (difference * difference);
  }

  /**
   * The probability that a test with this many customers in the control calls a treatment of this
   * rate different. In the rare wrong direction counts too, which {@link #controlSize} leaves out.
   */
  public double power(double rate, double controlSize) {
    checkProbability("treatment rate", rate);
    if (!(controlSize > 0)) {
      throw ModelException.wrongSetting(
          "a control of " + controlSize + " customers has no power",
          "a test needs customers",
          "Give the control's size");
    }
    double shift = Math.abs(rate - baseRate) * Math.sqrt(controlSize);
    double critical = criticalZ() * pooledDeviation(rate);
    return Normal.cumulative((shift - critical) / ownDeviation(rate))
        + Normal.cumulative((-shift - critical) / ownDeviation(rate));
  }

  /**
   * The smallest rate above the base rate that a test of this size finds with this power; less the
   * base rate it is the minimum detectable effect. Empty if even a treatment in which nearly
   * everyone buys would not be found.
   */
  public OptionalDouble smallestDetectableRate(double controlSize, double power) {
    checkProbability("power", power);
    double least = baseRate + RATE_ACCURACY;
    double most = 1 - RATE_ACCURACY;
    DoubleUnaryOperator shortage = rate -> power(rate, controlSize) - power;
    if (shortage.applyAsDouble(most) < 0 || shortage.applyAsDouble(least) > 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        new BrentSolver(RATE_ACCURACY, RATE_ACCURACY)
            .solve(1000, shortage::applyAsDouble, least, most));
  }

  private double criticalZ() {
    return Normal.twoSided(1 - alpha);
  }

  private double pooledDeviation(double rate) {
    double pooled = (baseRate + treatmentPerControl * rate) / (1 + treatmentPerControl);
    return Math.sqrt((1 + 1 / treatmentPerControl) * pooled * (1 - pooled));
  }

  private double ownDeviation(double rate) {
    return Math.sqrt(baseRate * (1 - baseRate) + rate * (1 - rate) / treatmentPerControl);
  }

  private static void checkProbability(String what, double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw ModelException.wrongSetting(
          "a " + what + " of " + probability + " can't be used",
          "it is a probability, and neither 0 nor 1",
          "Give one between 0 and 1");
    }
  }
}
