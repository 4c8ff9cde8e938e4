package io.retaillake.models.experiment;

/**
 * Tests of whether two groups convert at the same rate.
 *
 * <p>Where nobody or everybody converted in both groups there is no difference to test: the
 * statistic is 0 and the p-value 1.
 */
public final class ConversionTests {

  private ConversionTests() {}

  /** Pearson's chi-square of the 2 × 2 table, one degree of freedom, no continuity correction. */
  public static TestResult chiSquare(Conversions control, Conversions treatment) {
    return chiSquare(control, treatment, 0);
  }

  /** Chi-square with the continuity correction of Yates (1934), which never passes zero. */
  public static TestResult chiSquareYates(Conversions control, Conversions treatment) {
    return chiSquare(control, treatment, 0.5);
  }

  /**
   * The two-proportion z-test with the pooled rate; z is positive where the treatment converts
   * better, and its square is the chi-square statistic.
   */
  public static TestResult twoProportionZ(Conversions control, Conversions treatment) {
    TestResult chiSquare = chiSquare(control, treatment);
    double sign = Math.signum(treatment.rate() - control.rate());
    return new TestResult(sign * Math.sqrt(chiSquare.statistic()), chiSquare.logP());
  }

  /** In a 2 × 2 table all four cells differ from what is expected by the same amount. */
  private static TestResult chiSquare(
      Conversions control, Conversions treatment, double correction) {
    double total = (double) control.size() + treatment.size();
    double converted = (double) control.converted() + treatment.converted();
    double notConverted = total - converted;
    if (converted == 0 || notConverted == 0) {
      return new TestResult(0, 0);
    }
    double deviation =
        Math.abs(
                differenceOfProducts(
                    (double) treatment.converted(),
                    (double) control.notConverted(),
                    (double) control.converted(),
                    (double) treatment.notConverted()))
            / total;
    double corrected = Math.max(0, deviation - correction);
    double statistic =
        (corrected * corrected)
            * (1.0 / control.size() + 1.0 / treatment.size())
            * (total / converted * (total / notConverted));
    return new TestResult(statistic, UpperTail.logChiSquare(statistic, 1));
  }

  /** ab - cd with one rounding of each product less: the two may be almost equal (Kahan). */
  private static double differenceOfProducts(double a, double b, double c, double d) {
    double cd = c * d;
    return Math.fma(a, b, -cd) + Math.fma(-c, d, cd);
  }
}
