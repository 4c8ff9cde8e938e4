package io.retaillake.models.evaluation;

import io.retaillake.models.ModelException;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.BgNbdFit;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.GammaGammaFit;
import java.util.List;
import java.util.Optional;

/**
 * A model of customer value, fitted to the calibration and held against the holdout, beside two
 * forecasts that need no model: nobody should trust one that does no better.
 *
 * @param split what it was fitted to and held against
 * @param purchases the fitted BG/NBD model
 * @param spending the fitted Gamma-Gamma model; empty if the data have none, for the reason given
 * @param whyNoSpending why there is no Gamma-Gamma model; empty if there is one
 * @param model the models' accuracy
 * @param naive the accuracy of the forecasts without a model
 */
public record HoldoutEvaluation(
    HoldoutSplit split,
    BgNbdFit purchases,
    Optional<GammaGammaFit> spending,
    Optional<String> whyNoSpending,
    Accuracy model,
    List<Accuracy> naive) {

  /**
   * Fits and compares.
   *
   * @throws ModelException if the BG/NBD model can't be fitted to the calibration
   */
  public static HoldoutEvaluation of(HoldoutSplit split, double penalty) {
    BgNbdFit purchases = BetaGeometricNegativeBinomial.fit(split.histories(), penalty).orThrow();
    Optional<GammaGammaFit> spending = Optional.empty();
    Optional<String> whyNoSpending = Optional.empty();
    try {
      spending = Optional.of(GammaGamma.fit(split.spending(), 0).orThrow());
    } catch (ModelException e) {
      whyNoSpending = Optional.of(e.what() + ": " + e.why());
    }
    Forecast model =
        Forecasters.model(split, purchases.model(), spending.map(GammaGammaFit::model));
    return new HoldoutEvaluation(
        split,
        purchases,
        spending,
        whyNoSpending,
        Accuracy.of(split, model),
        List.of(
            Accuracy.of(split, Forecasters.ownPace(split)),
            Accuracy.of(split, Forecasters.commonPace(split))));
  }

  /**
   * Whether the model has a smaller error a customer, by MAE and by RMSE, than either naive one.
   */
  public boolean modelIsBest() {
    return naive.stream()
        .allMatch(other -> model.mae() < other.mae() && model.rmse() < other.rmse());
  }

  /** What to think of the model, in a sentence. */
  public String verdict() {
    if (modelIsBest()) {
      return "The model forecasts purchases better than both naive forecasts, by MAE and by RMSE.";
    }
    return "The model does not forecast purchases better than both naive forecasts by MAE and by"
        + " RMSE: don't trust it on these data without a closer look.";
  }
}
