package io.retaillake.pipelines.value;

import io.retaillake.models.report.Json;
import io.retaillake.models.report.ValueModelJson;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.BgNbdFit;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.GammaGammaFit;
import io.retaillake.pipelines.jobs.ModelFile;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;

/** Fits both models to the counted histories, and gives them as JSON. */
final class FitValueFn extends DoFn<HistoryCounts, String> {
  private static final long serialVersionUID = 1L;

  private final double penalizer;
  private final ModelFile file;

  FitValueFn(double penalizer, ModelFile file) {
    this.penalizer = penalizer;
    this.file = file;
  }

  @ProcessElement
  public void processElement(@Element HistoryCounts counts, OutputReceiver<String> models) {
    BgNbdFit purchases =
        BetaGeometricNegativeBinomial.fit(counts.purchaseHistories(), penalizer).orThrow();
    GammaGammaFit spending = GammaGamma.fit(counts.spendingHistories(), 0).orThrow();
    String model = Json.text(ValueModelJson.of(purchases, Optional.of(spending)));
    file.write(model);
    models.output(model);
  }
}
