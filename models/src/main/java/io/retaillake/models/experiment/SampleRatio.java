package io.retaillake.models.experiment;

import io.retaillake.models.ModelException;

/**
 * The check that comes first: are the groups as large as they were meant to be? Where they are not,
 * the assignment or the logging is broken, and no other figure of the test can be trusted.
 *
 * @param test chi-square of the sizes against the planned shares
 * @param mismatch whether the p-value is below {@link #THRESHOLD}
 */
public record SampleRatio(TestResult test, boolean mismatch) {

  /**
   * The usual threshold, low because the check is made at every look at every test (Fabijan et al.,
   * "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019).
   */
  public static final double THRESHOLD = 0.001;

  private static final double SHARES_TOLERANCE = 1e-9;

  /**
   * Checks the sizes of the groups.
   *
   * @param sizes customers in each group
   * @param shares planned share of each group; they add up to 1
   * @throws ModelException if there are fewer than two groups, none has a customer, or the shares
   *     are not positive or don't add up
   */
  public static SampleRatio check(long[] sizes, double[] shares) {
    if (sizes.length < 2 || sizes.length != shares.length) {
      throw ModelException.wrongSetting(
          sizes.length + " groups and " + shares.length + " planned shares don't go together",
          "each of two groups or more has a planned share",
          "Give one share a group");
    }
    double total = 0;
    double sumOfShares = 0;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < 0 || !(shares[i] > 0)) {
        throw ModelException.wrongSetting(
            "a group of " + sizes[i] + " customers with a planned share of " + shares[i],
            "a size is at least 0, and a planned share above 0",
            "Give the share of customers that each group was meant to have");
      }
      total += sizes[i];
      sumOfShares += shares[i];
    }
    if (total == 0) {
      throw ModelException.badData(
          "all groups are empty", "there is nothing to check", "Give groups with customers");
    }
    if (Math.abs(sumOfShares - 1) > SHARES_TOLERANCE) {
      throw ModelException.wrongSetting(
          "the planned shares add up to " + sumOfShares,
          "every customer of the test is in one of the groups",
          "Give shares that add up to 1");
    }
    double statistic = 0;
    for (int i = 0; i < sizes.length; i++) {
      double expected = total * shares[i];
      double difference = sizes[i] - expected;
      statistic += difference * difference / expected;
    }
    TestResult test =
        new TestResult(statistic, UpperTail.logChiSquare(statistic, sizes.length - 1));
    return new SampleRatio(test, test.pValue() < THRESHOLD);
  }
}
