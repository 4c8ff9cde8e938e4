package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Estimate;
import io.retaillake.models.experiment.Interval;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One row of {@code gold_experiment_results}, without the experiment and the time. */
record Metric(
    String name,
    @Nullable String arm,
    @Nullable Double value,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable String text) {

  static Metric of(String name, double value) {
    return new Metric(name, null, value, null, null, null);
  }

  static Metric of(String name, @Nullable String arm, double value) {
    return new Metric(name, arm, value, null, null, null);
  }

  static Metric of(String name, @Nullable String arm, double value, Interval interval) {
    return new Metric(name, arm, value, interval.lower(), interval.upper(), null);
  }

  static Metric of(String name, Estimate estimate) {
    return of(name, null, estimate.value(), estimate.interval());
  }

  static Metric text(String name, String text) {
    return new Metric(name, null, null, null, null, text);
  }
}
