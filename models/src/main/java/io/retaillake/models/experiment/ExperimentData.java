package io.retaillake.models.experiment;

import java.util.Optional;

/**
 * What is known of a test when it has ended.
 *
 * @param control conversions of the control
 * @param treatment conversions of the customers who got the offer
 * @param holdout conversions of those drawn for the treatment and kept back
 * @param revenue each customer's revenue during the test
 * @param revenueBefore the same customers' revenue before the test, in the same order
 */
public record ExperimentData(
    Conversions control,
    Conversions treatment,
    Optional<Conversions> holdout,
    Optional<RevenueSamples> revenue,
    Optional<RevenueSamples> revenueBefore) {

  /** A test of which nothing but conversions are known. */
  public static ExperimentData of(Conversions control, Conversions treatment) {
    return new ExperimentData(
        control, treatment, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public ExperimentData withHoldout(Conversions held) {
    return new ExperimentData(control, treatment, Optional.of(held), revenue, revenueBefore);
  }

  public ExperimentData withRevenue(RevenueSamples during) {
    return new ExperimentData(control, treatment, holdout, Optional.of(during), revenueBefore);
  }

  public ExperimentData withRevenueBefore(RevenueSamples before) {
    return new ExperimentData(control, treatment, holdout, revenue, Optional.of(before));
  }
}
