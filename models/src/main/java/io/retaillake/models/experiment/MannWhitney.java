package io.retaillake.models.experiment;

/**
 * The rank test of Mann and Whitney (1947): is a value of the treatment as often above one of the
 * control as below it? By the normal approximation, with the variance corrected for ties, which
 * revenue with its many zeros needs, a continuity correction of half a rank, and two-sided.
 *
 * @param u the treatment's U: pairs in which the treatment's value is greater, ties counted half
 * @param sigma standard deviation of U, corrected for ties; 0 where all values are equal
 * @param test z with the sign of the difference, towards zero by the correction, and the p-value
 * @param commonLanguageEffect the chance that a customer of the treatment is above one of the
 *     control, ties counted half: u / (n · m)
 * @param rankBiserial twice that less one: -1 to 1, 0 where neither group is above
 */
public record MannWhitney(
    double u, double sigma, TestResult test, double commonLanguageEffect, double rankBiserial) {

  private static final double CONTINUITY = 0.5;

  /**
   * Ranks both samples together and tests.
   *
   * @throws io.retaillake.models.ModelException BAD_DATA if a sample is empty or holds what is not
   *     a number
   */
  public static MannWhitney test(double[] control, double[] treatment) {
    double[] first = Samples.sorted("control", control);
    double[] second = Samples.sorted("treatment", treatment);
    double n = first.length;
    double m = second.length;
    double total = n + m;
    double rankSum = 0;
    double ties = 0;
    int i = 0;
    int j = 0;
    while (i < first.length || j < second.length) {
      double value = Math.min(at(first, i), at(second, j));
      int before = i + j;
      i = endOfRun(first, i, value);
      int ofTreatment = endOfRun(second, j, value) - j;
      j += ofTreatment;
      double run = i + j - before;
      rankSum += ofTreatment * (before + (run + 1) / 2);
      ties += run * (run * run - 1);
    }
    double u = rankSum - m * (m + 1) / 2;
    double variance = n * m / 12 * ((total + 1) - ties / (total * (total - 1)));
    double sigma = Math.sqrt(Math.max(0, variance));
    double effect = u / n / m;
    return new MannWhitney(u, sigma, significance(u - n * m / 2, sigma), effect, 2 * effect - 1);
  }

  private static TestResult significance(double deviation, double sigma) {
    double corrected = Math.abs(deviation) - CONTINUITY;
    if (sigma == 0 || corrected <= 0) {
      // No closer to the middle than by the correction itself: no evidence at all.
      return new TestResult(0, 0);
    }
    double z = corrected / sigma;
    return new TestResult(Math.copySign(z, deviation), UpperTail.logNormalTwoSided(z));
  }

  private static double at(double[] sorted, int index) {
    return index < sorted.length ? sorted[index] : Double.POSITIVE_INFINITY;
  }

  private static int endOfRun(double[] sorted, int start, double value) {
    int end = start;
    while (end < sorted.length && sorted[end] == value) {
      end++;
    }
    return end;
  }
}
