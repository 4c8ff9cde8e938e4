package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.RetailEvent;

/** Event time at the precision of watermarks and windows. */
public final class EventTime {

  private EventTime() {}

  /** Milliseconds since the epoch, rounded down; the event must have a time. */
  public static long millis(RetailEvent event) {
    return Math.floorDiv(event.getEventTsMicros(), 1_000L);
  }
}
