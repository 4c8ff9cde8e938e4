package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import io.retaillake.models.numerics.Minimizer;
import io.retaillake.models.numerics.Minimum;
import java.util.List;

/** Finds the Gamma-Gamma parameters of spending, after a look at whether there can be any. */
final class GammaGammaFitter {

  private static final List<String> NAMES = List.of("p", "q", "v");

  private GammaGammaFitter() {}

  static GammaGammaFit fit(SpendingHistories all, double penalty) {
    BgNbdFitter.requirePenalty(penalty);
    SpendingHistories spending = all.aggregated();
    requireInformative(spending);
    double unit = spending.meanOfMeans();
    GammaGammaLikelihood likelihood = new GammaGammaLikelihood(spending, penalty);
    // Money is of any size; the other two are of the order of one.
    double[] start = {0, Math.log(2), penalty == 0 ? Math.log(unit) : 0};
    Minimum minimum = Minimizer.minimize(likelihood, start);
    double[] fitted = minimum.point();
    GammaGamma model =
        new GammaGamma(
            Math.exp(fitted[GammaGammaLikelihood.P]),
            Math.exp(fitted[GammaGammaLikelihood.Q]),
            Math.exp(fitted[GammaGammaLikelihood.V]));
    double[] values = {model.p(), model.q(), model.v()};
    return new GammaGammaFit(
        model,
        model.logLikelihood(spending),
        Estimates.of(NAMES, values, minimum, spending.customers()),
        penalty,
        spending.customers(),
        all.unpaid(),
        Independence.of(spending),
        minimum.iterations(),
        minimum.converged(),
        Estimates.runaway(NAMES, minimum));
  }

  private static void requireInformative(SpendingHistories spending) {
    if (spending.size() == 0) {
      throw ModelException.badData(
          "no customer paid anything in a repeat purchase",
          "the Gamma-Gamma model is fitted to customers with frequency and monetary_value above 0",
          "Give such customers, or leave the column monetary_value out");
    }
    double first = spending.meanValue(0);
    boolean differ = false;
    for (int i = 1; i < spending.size() && !differ; i++) {
      differ = spending.meanValue(i) != first;
    }
    if (!differ) {
      throw ModelException.badData(
          "all customers are equal in monetary_value: " + first,
          "how amounts vary can't be seen, so there is nothing to fit",
          "Give customers with different values, or leave the column monetary_value out");
    }
  }
}
