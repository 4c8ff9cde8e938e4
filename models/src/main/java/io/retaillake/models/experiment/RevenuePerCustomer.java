package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;

/**
 * What a customer of each group brought in, those who bought nothing counted as zero, and how sure
 * that is.
 */
public interface RevenuePerCustomer {

  double control();

  double treatment();

  /** {@code b · treatment - a · control} with its interval. */
  Estimate weightedDifference(double a, double b, double confidence);

  /** Of each customer's revenue, by the bootstrap. */
  static RevenuePerCustomer ofSamples(MeanBootstrap means) {
    return new RevenuePerCustomer() {
      @Override
      public double control() {
        return means.controlMean();
      }

      @Override
      public double treatment() {
        return means.treatmentMean();
      }

      @Override
      public Estimate weightedDifference(double a, double b, double confidence) {
        return new Estimate(
            b * means.treatmentMean() - a * means.controlMean(),
            means.interval((control, treatment) -> b * treatment - a * control, confidence));
      }
    };
  }

  /**
   * Of conversions and mean order values alone: the intervals are those of the conversions, the
   * order values are taken as exact, so that they are too narrow.
   *
   * @param controlOrderValue what a customer of the control who bought spent on average, USD
   * @param treatmentOrderValue the same of the treatment
   */
  static RevenuePerCustomer ofOrderValues(
      Conversions control,
      double controlOrderValue,
      Conversions treatment,
      double treatmentOrderValue) {
    if (!(controlOrderValue >= 0 && treatmentOrderValue >= 0)) {
      throw ModelException.wrongSetting(
          "order values of " + controlOrderValue + " and " + treatmentOrderValue + " can't be used",
          "money spent is not negative",
          "Give the mean spent by a customer who bought, in each group");
    }
    return new RevenuePerCustomer() {
      @Override
      public double control() {
        return control.rate() * controlOrderValue;
      }

      @Override
      public double treatment() {
        return treatment.rate() * treatmentOrderValue;
      }

      @Override
      public Estimate weightedDifference(double a, double b, double confidence) {
        return new Estimate(
            b * treatment() - a * control(),
            ConversionIntervals.weightedDifference(
                control, a * controlOrderValue, treatment, b * treatmentOrderValue, confidence));
      }
    };
  }
}
