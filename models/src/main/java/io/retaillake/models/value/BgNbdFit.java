package io.retaillake.models.value;

import io.retaillake.models.ModelException;
import java.util.List;

/**
 * A fitted BG/NBD model and how far to trust it.
 *
 * @param model the parameters, or the best point that was reached
 * @param logLikelihood without the penalty, in the data's unit of time
 * @param estimates each parameter with its standard error and interval
 * @param penalty that was asked for
 * @param customers how many it was fitted to
 * @param distinctHistories how many different histories they have
 * @param iterations how many steps the fit took
 * @param converged whether the point is a maximum
 * @param runaway the parameters that were running to zero or infinity; empty if it converged
 */
public record BgNbdFit(
    BetaGeometricNegativeBinomial model,
    double logLikelihood,
    List<Estimate> estimates,
    double penalty,
    double customers,
    int distinctHistories,
    int iterations,
    boolean converged,
    List<String> runaway) {

  /**
   * This fit, if it converged.
   *
   * @throws ModelException with the best point, if it did not
   */
  public BgNbdFit orThrow() {
    if (!converged) {
      throw ModelException.noFit(
          "the BG/NBD fit did not converge; the best point is r=%s, alpha=%s, a=%s, b=%s"
              .formatted(model.r(), model.alpha(), model.a(), model.b()),
          runaway.isEmpty()
              ? "the likelihood has no clear maximum there"
              : "it rises ever on as " + String.join(", ", runaway) + " runs to zero or infinity",
          "Fit with a small penalty, such as 0.001, or with more customers or a longer time");
    }
    return this;
  }
}
