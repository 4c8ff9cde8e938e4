package io.retaillake.models.experiment;

/**
 * What to do with the money, by one rule:
 *
 * <ol>
 *   <li>If the groups are not as large as planned, or the holdout converts otherwise than the
 *       control, the test itself is in doubt: {@link #GO_ON_TESTING} after mending it.
 *   <li>If the whole interval of contribution less cost is above zero: {@link #REALLOCATE}.
 *   <li>If all of it is below zero: {@link #DO_NOT_REALLOCATE}.
 *   <li>If zero is in it, the test has not decided: {@link #GO_ON_TESTING}.
 * </ol>
 *
 * That conversions differ significantly decides nothing by itself: a campaign can win customers and
 * lose money.
 */
public enum Decision {
  REALLOCATE,
  DO_NOT_REALLOCATE,
  GO_ON_TESTING;

  /**
   * Applies the rule.
   *
   * @param testInDoubt whether the sample ratio or the holdout speaks against the test
   * @param net contribution less cost
   */
  static Decision of(boolean testInDoubt, Interval net) {
    if (testInDoubt) {
      return GO_ON_TESTING;
    }
    if (net.lower() > 0) {
      return REALLOCATE;
    }
    return net.upper() < 0 ? DO_NOT_REALLOCATE : GO_ON_TESTING;
  }
}
