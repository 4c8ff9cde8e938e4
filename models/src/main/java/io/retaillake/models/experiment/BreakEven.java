package io.retaillake.models.experiment;

import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.solvers.BrentSolver;

/**
 * The margin at which a campaign earns what it costs.
 *
 * @param margin at the figures found; empty where no margin does it, since the treatment brings in
 *     no more than the control. Above 1 no real margin is enough
 * @param lower below this margin the campaign loses money, as sure as the interval is; empty if
 *     there is no such margin
 * @param upper above this margin it earns money, as sure as the interval is; empty if none does
 */
public record BreakEven(OptionalDouble margin, OptionalDouble lower, OptionalDouble upper) {

  private static final double LARGEST_MARGIN = 1000;
  private static final double ACCURACY = 1e-12;

  static BreakEven of(Campaign campaign, RevenuePerCustomer revenue, double confidence) {
    return new BreakEven(
        root(margin -> net(campaign, revenue, margin, confidence).value()),
        root(margin -> net(campaign, revenue, margin, confidence).interval().upper()),
        root(margin -> net(campaign, revenue, margin, confidence).interval().lower()));
  }

  /** Contribution less cost a customer, if the margin were this one. */
  static Estimate net(
      Campaign campaign, RevenuePerCustomer revenue, double margin, double confidence) {
    return revenue
        .weightedDifference(
            Campaign.controlWeight(margin), campaign.treatmentWeight(margin), confidence)
        .plus(-campaign.costPerCustomer());
  }

  private static OptionalDouble root(DoubleUnaryOperator net) {
    if (net.applyAsDouble(0) > 0 || net.applyAsDouble(LARGEST_MARGIN) < 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        new BrentSolver(ACCURACY, ACCURACY).solve(1000, net::applyAsDouble, 0, LARGEST_MARGIN));
  }
}
