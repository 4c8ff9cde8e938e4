package io.retaillake.benchmarks;

import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.windows.RevenueSum;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.Optional;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Duration;
import org.joda.time.Instant;

/** What an event adds to its window, and a window as a row of its table. */
public final class WindowRows {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  private WindowRows() {}

  /** The sale that an event is, if it is one and came in time. */
  public static Optional<RevenueSum> sale(Met met) {
    EventType type = EventType.ofWireName(met.event().getEventType()).orElseThrow();
    if (met.arrival() == Arrival.TOO_LATE || !type.movesMoney()) {
      return Optional.empty();
    }
    long cents = met.event().getRevenue().unscaledValue().longValueExact();
    return Optional.of(
        type == EventType.PURCHASE ? RevenueSum.ofPurchase(cents) : RevenueSum.ofReturn(cents));
  }

  public static RevenueWindow of(long startMillis, String category, RevenueSum sum) {
    return RevenueWindow.of(
        new IntervalWindow(Instant.ofEpochMilli(startMillis), MINUTE),
        category,
        sum,
        PaneInfo.Timing.ON_TIME,
        Instant.now());
  }
}
