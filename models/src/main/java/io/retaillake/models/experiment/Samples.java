package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;
import java.util.Arrays;

/** What every test asks of a sample: that there is one, and that it is made of numbers. */
final class Samples {

  private Samples() {}

  /**
   * The sample itself.
   *
   * @throws ModelException BAD_DATA if it has too few values, or one that is not a number
   */
  static double[] checked(String group, double[] sample, int least) {
    if (sample.length < least) {
      throw ModelException.badData(
          "the " + group + " has " + sample.length + " values",
          "at least " + least + " are needed",
          "Give a value for each customer of the group");
    }
    for (int i = 0; i < sample.length; i++) {
      if (!Double.isFinite(sample[i])) {
        throw ModelException.badData(
            "value " + (i + 1) + " of the " + group + " is " + sample[i],
            "it is not a finite number",
            "Mend the value, or leave the customer out of both counts and values");
      }
    }
    return sample;
  }

  static double[] sorted(String group, double[] sample) {
    double[] sorted = checked(group, sample, 1).clone();
    for (int i = 0; i < sorted.length; i++) {
      // Arrays.sort tells -0.0 from 0.0; a tie it is all the same.
      sorted[i] += 0.0;
    }
    Arrays.sort(sorted);
    return sorted;
  }

  static double mean(double[] sample) {
    double sum = 0;
    for (double value : sample) {
      sum += value;
    }
    return sum / sample.length;
  }

  /** The unbiased sample covariance. */
  static double covariance(double[] x, double[] y) {
    double meanX = mean(x);
    double meanY = mean(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - meanX) * (y[i] - meanY);
    }
    return sum / (x.length - 1);
  }

  static double variance(double[] sample) {
    return covariance(sample, sample);
  }
}
