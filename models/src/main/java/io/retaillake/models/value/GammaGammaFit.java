package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import java.util.List;

/**
 * A fitted Gamma-Gamma model and how far to trust it.
 *
 * @param model the parameters, or the best point that was reached
 * @param logLikelihood without the penalty
 * @param estimates each parameter with its standard error and interval
 * @param penalty that was asked for
 * @param customers how many it was fitted to
 * @param unpaid how many were left out as their repeat purchases were all free
 * @param independence whether its assumption holds in these data
 * @param iterations how many steps the fit took
 * @param converged whether the point is a maximum
 * @param runaway the parameters that were running to zero or infinity; empty if it converged
 */
public record GammaGammaFit(
    GammaGamma model,
    double logLikelihood,
    List<Estimate> estimates,
    double penalty,
    double customers,
    double unpaid,
    Independence independence,
    int iterations,
    boolean converged,
    List<String> runaway) {

  /**
   * This fit, if it converged and has a mean.
   *
   * @throws ModelException with the best point, if not
   */
  public GammaGammaFit orThrow() {
    if (!converged) {
      throw ModelException.noFit(
          "the Gamma-Gamma fit did not converge; the best point is p=%s, q=%s, v=%s"
              .formatted(model.p(), model.q(), model.v()),
          runaway.isEmpty()
              ? "the likelihood has no clear maximum there"
              : "it rises ever on as " + String.join(", ", runaway) + " runs to zero or infinity",
          "Give more customers with repeat purchases, or leave the column monetary_value out");
    }
    model.requireMean();
    return this;
  }
}
