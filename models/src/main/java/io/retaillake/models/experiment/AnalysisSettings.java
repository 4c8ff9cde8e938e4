package io.retaillake.models.experiment;

/**
 * How a test is analyzed.
 *
 * @param confidence of every interval, such as 0.95
 * @param controlShare the planned share of all customers that are in the control
 * @param resamples bootstrap samples
 * @param seed of the bootstrap
 * @param tolerance the largest difference of rates between holdout and control that would not
 *     matter
 * @param power that size and smallest effect are stated for
 */
public record AnalysisSettings(
    double confidence,
    double controlShare,
    int resamples,
    long seed,
    double tolerance,
    double power) {

  public static final double CONFIDENCE = 0.95;
  public static final double CONTROL_SHARE = 0.5;
  public static final int RESAMPLES = 2000;
  public static final long SEED = 20_240_101;
  public static final double TOLERANCE = 0.02;
  public static final double POWER = 0.8;

  /** What is used unless told otherwise. */
  public static AnalysisSettings defaults() {
    return new AnalysisSettings(CONFIDENCE, CONTROL_SHARE, RESAMPLES, SEED, TOLERANCE, POWER);
  }
}
