package io.retaillake.models.cli;

import io.retaillake.models.experiment.AnalysisSettings;
import picocli.CommandLine.Option;

/** How an experiment is analyzed. */
final class AnalysisOptions {

  @Option(
      names = "--confidence",
      defaultValue = "" + AnalysisSettings.CONFIDENCE,
      paramLabel = "P",
      description = "of every interval (default: ${DEFAULT-VALUE})")
  private double confidence;

  @Option(
      names = "--control-share",
      defaultValue = "" + AnalysisSettings.CONTROL_SHARE,
      paramLabel = "P",
      description =
          "planned share of all customers in the control; the rest was planned for treatment and"
              + " holdout (default: ${DEFAULT-VALUE})")
  private double controlShare;

  @Option(
      names = "--tolerance",
      defaultValue = "" + AnalysisSettings.TOLERANCE,
      paramLabel = "P",
      description =
          "difference of rates between holdout and control that would not matter (default:"
              + " ${DEFAULT-VALUE})")
  private double tolerance;

  @Option(
      names = "--power",
      defaultValue = "" + AnalysisSettings.POWER,
      paramLabel = "P",
      description = "that the minimum detectable effect is stated for (default: ${DEFAULT-VALUE})")
  private double power;

  @Option(
      names = "--resamples",
      defaultValue = "" + AnalysisSettings.RESAMPLES,
      paramLabel = "N",
      description = "bootstrap samples (default: ${DEFAULT-VALUE})")
  private int resamples;

  @Option(
      names = "--seed",
      defaultValue = "" + AnalysisSettings.SEED,
      paramLabel = "N",
      description = "of the bootstrap (default: ${DEFAULT-VALUE})")
  private long seed;

  AnalysisSettings settings() {
    return new AnalysisSettings(confidence, controlShare, resamples, seed, tolerance, power);
  }
}
