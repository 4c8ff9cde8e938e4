package io.retaillake.models.experiment;

/** From the least to the greatest value that the data leave plausible. */
public record Interval(double lower, double upper) {

  /** The same interval of a figure that is this many times as large; the factor is not negative. */
  public Interval times(double factor) {
    return new Interval(lower * factor, upper * factor);
  }

  public Interval plus(double shift) {
    return new Interval(lower + shift, upper + shift);
  }

  public boolean contains(double value) {
    return lower <= value && value <= upper;
  }
}
