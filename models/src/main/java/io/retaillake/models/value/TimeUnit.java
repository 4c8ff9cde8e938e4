package io.retaillake.models.value;

/**
 * The unit that a model's times are in, and how long a month is in it. These lengths are the ones
 * of the Python package lifetimes, so that figures can be compared: a month is 4.345 weeks, or 30
 * days.
 */
public enum TimeUnit {
  WEEK(7, 4.345),
  DAY(1, 30);

  private final int days;
  private final double month;

  TimeUnit(int days, double month) {
    this.days = days;
    this.month = month;
  }

  /** The days in one unit. */
  public int days() {
    return days;
  }

  /** A month, in this unit. */
  public double month() {
    return month;
  }
}
