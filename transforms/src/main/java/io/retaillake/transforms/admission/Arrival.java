package io.retaillake.transforms.admission;

/** When an event came, as judged from its own partition's order alone. */
public enum Arrival {
  /** Not behind its partition's watermark. */
  ON_TIME("on_time"),
  /** Behind its partition's watermark, but its window could still be corrected. */
  LATE("late"),
  /** Its window was closed for good: the event is kept in bronze and silver but not summed. */
  TOO_LATE("too_late");

  private final String columnValue;

  Arrival(String columnValue) {
    this.columnValue = columnValue;
  }

  /** The value in silver's column {@code arrival}. */
  public String columnValue() {
    return columnValue;
  }

  /**
   * True for {@link #LATE} and {@link #TOO_LATE}: bronze's and silver's {@code is_late_arrival}.
   */
  public boolean isLate() {
    return this != ON_TIME;
  }
}
