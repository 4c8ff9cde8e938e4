package io.retaillake.models.experiment;

/** A figure and the interval that the data leave plausible for it. */
public record Estimate(double value, Interval interval) {

  Estimate times(double factor) {
    return new Estimate(value * factor, interval.times(factor));
  }

  Estimate plus(double shift) {
    return new Estimate(value + shift, interval.plus(shift));
  }
}
