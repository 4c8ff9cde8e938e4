package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.Minimizer;
import io.retaillake.models.numerics.Minimum;
import java.util.List;

/** Finds the BG/NBD parameters of histories, after a look at whether there can be any. */
final class BgNbdFitter {

  private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

  private static final int SAMPLE = 20_000;

  /** ln r, α, a, b to try where the plain start, all one, leads nowhere. */
  private static final double[][] OTHER_STARTS = {{0, 0, -3, -2}, {-1, -3, 1, 1}, {0, 0, -3, 1}};

  private BgNbdFitter() {}

  static BgNbdFit fit(PurchaseHistories all, double penalty) {
    requirePenalty(penalty);
    PurchaseHistories histories = all.aggregated();
    requireInformative(histories);
    double unit = histories.longestAge();
    BgNbdLikelihood likelihood = new BgNbdLikelihood(histories, unit, penalty);
    Minimum minimum = minimize(likelihood, histories, unit, penalty);
    double[] p = minimum.point().clone();
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(p[i]);
    }
    p[BgNbdLikelihood.ALPHA] *= unit;
    BetaGeometricNegativeBinomial model =
        new BetaGeometricNegativeBinomial(
            p[BgNbdLikelihood.R],
            p[BgNbdLikelihood.ALPHA],
            p[BgNbdLikelihood.A],
            p[BgNbdLikelihood.B]);
    return new BgNbdFit(
        model,
        model.logLikelihood(histories),
        Estimates.of(NAMES, p, minimum, histories.customers()),
        penalty,
        histories.customers(),
        histories.size(),
        minimum.iterations(),
        minimum.converged(),
        Estimates.runaway(NAMES, minimum));
  }

  /**
   * From scratch; or where the rows are many, by a first fit to a part of them, which as they are
   * in no order is a random sample, and a few steps from there.
   */
  private static Minimum minimize(
      BgNbdLikelihood likelihood, PurchaseHistories histories, double unit, double penalty) {
    double[] start = new double[BgNbdLikelihood.PARAMETERS];
    if (histories.size() >= 2 * SAMPLE) {
      PurchaseHistories sample = histories.first(SAMPLE);
      Minimum near = Minimizer.minimize(new BgNbdLikelihood(sample, unit, penalty), start);
      Minimum minimum = Minimizer.refine(likelihood, near.point());
      if (near.converged() && minimum.converged()) {
        return minimum;
      }
    }
    Minimum best = Minimizer.minimize(likelihood, start);
    for (int i = 0; i < OTHER_STARTS.length && !best.converged(); i++) {
      Minimum other = Minimizer.minimize(likelihood, OTHER_STARTS[i]);
      if (other.converged() || other.value() < best.value()) {
        best = other;
      }
    }
    return best;
  }

  static void requirePenalty(double penalty) {
    if (!(penalty >= 0) || Double.isInfinite(penalty)) {
      throw ModelException.wrongSetting(
          "the penalty is " + penalty,
          "a penalty is a number from 0 up",
          "Use 0 for none, or something from 0.001 to 0.1");
    }
  }

  private static void requireInformative(PurchaseHistories histories) {
    if (histories.size() == 0) {
      throw ModelException.badData(
          "there are no customers", "a model is fitted to histories", "Give at least some");
    }
    if (!histories.hasRepeatPurchases()) {
      throw ModelException.badData(
          "no customer bought a second time",
          "frequency is 0 everywhere, which tells nothing of how often customers come back",
          "Observe for longer, or give customers who did come back");
    }
    if (histories.size() == 1) {
      throw ModelException.badData(
          "all customers are equal",
          "every one of them has frequency %s, recency %s and T %s, so how they differ can't be seen"
              .formatted(histories.frequency(0), histories.recency(0), histories.age(0)),
          "Give customers with different histories");
    }
  }
}
