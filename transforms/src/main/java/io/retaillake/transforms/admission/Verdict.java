package io.retaillake.transforms.admission;

/**
 * What becomes of one record: the arrival of an event that is new, the same of one that is a
 * duplicate, quarantine, or nothing, since its offset was judged before. One byte each in a frame.
 */
public enum Verdict {
  ON_TIME(Arrival.ON_TIME, false),
  LATE(Arrival.LATE, false),
  TOO_LATE(Arrival.TOO_LATE, false),
  DUPLICATE_ON_TIME(Arrival.ON_TIME, true),
  DUPLICATE_LATE(Arrival.LATE, true),
  DUPLICATE_TOO_LATE(Arrival.TOO_LATE, true),
  QUARANTINED(null, false),
  REPLAYED(null, false);

  private static final Verdict[] BY_CODE = values();

  private final Arrival arrival;
  private final boolean duplicate;

  Verdict(Arrival arrival, boolean duplicate) {
    this.arrival = arrival;
    this.duplicate = duplicate;
  }

  /** The verdict on an acceptable event. */
  static Verdict of(Arrival arrival, boolean duplicate) {
    return BY_CODE[arrival.ordinal() + (duplicate ? Arrival.values().length : 0)];
  }

  byte code() {
    return (byte) ordinal();
  }

  static Verdict ofCode(byte code) {
    return BY_CODE[code];
  }

  /** True if the record is an acceptable event, first or duplicate: a row of bronze. */
  public boolean isAccepted() {
    return arrival != null;
  }

  /** True if it is the first with its id: a row of silver. */
  public boolean isFirst() {
    return isAccepted() && !duplicate;
  }

  /** When the event came; only of an accepted one. */
  public Arrival arrival() {
    if (arrival == null) {
      throw new IllegalStateException("only an accepted record has an arrival");
    }
    return arrival;
  }
}
