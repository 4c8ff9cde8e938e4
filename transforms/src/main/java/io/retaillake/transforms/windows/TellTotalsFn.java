package io.retaillake.transforms.windows;

import java.time.Clock;
import java.util.OptionalLong;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Keeps the totals of a category's open windows in one state value, and tells each at its window's
 * end, by one timer that moves from window to window, and on every late addition.
 *
 * <p>It does what fixed windows and {@code Combine.perKey} with accumulating panes mean to do. The
 * general machinery keeps state and timers for each window apart, and costs several times as much
 * where most windows hold a single partial sum, as they do in a replay of months; on the
 * DirectRunner the cost of each even grows with the number that are open.
 */
final class TellTotalsFn extends DoFn<KV<String, RevenueSum>, RevenueWindow> {

  @StateId("windows")
  private final StateSpec<ValueState<OpenWindows>> windowsSpec =
      StateSpecs.value(OpenWindows.OpenWindowsCoder.of());

  @TimerId("windowEnd")
  private final TimerSpec windowEndSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final Counter onTimeRows = Metrics.counter(SumRevenueByCategory.class, "onTimeRows");
  private final Counter lateRows = Metrics.counter(SumRevenueByCategory.class, "lateRows");
  private final Counter dropped =
      Metrics.counter(SumRevenueByCategory.class, SumRevenueByCategory.DROPPED_COUNTER);

  private final long windowMillis;
  private final long allowedLatenessMillis;
  private final Clock clock;

  TellTotalsFn(long windowMillis, long allowedLatenessMillis, Clock clock) {
    this.windowMillis = windowMillis;
    this.allowedLatenessMillis = allowedLatenessMillis;
    this.clock = clock;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, RevenueSum> partialSum,
      @Timestamp Instant timestamp,
      @StateId("windows") ValueState<OpenWindows> state,
      @TimerId("windowEnd") Timer windowEnd,
      OutputReceiver<RevenueWindow> rows) {
    long watermark = windowEnd.getCurrentRelativeTime().getMillis();
    long start = Math.floorDiv(timestamp.getMillis(), windowMillis) * windowMillis;
    long end = start + windowMillis;
    if (watermark >= end + allowedLatenessMillis) {
      dropped.inc();
      return;
    }
    OpenWindows windows = state.read();
    if (windows == null) {
      windows = new OpenWindows();
    }
    OptionalLong firstBefore = windows.firstUntold();
    // A portable runner answers with the element's time instead of the watermark. There the end of
    // the window is known by its having been told, or by the timer, which then fires at once.
    OpenWindows.Window window = windows.add(start, partialSum.getValue(), watermark >= end);
    if (window.told()) {
      lateRows.inc();
      tell(rows, partialSum.getKey(), window, PaneInfo.Timing.LATE);
    } else if (firstBefore.isEmpty() || start < firstBefore.getAsLong()) {
      windowEnd.set(Instant.ofEpochMilli(end - 1));
    }
    state.write(windows);
  }

  @OnTimer("windowEnd")
  public void onWindowEnd(
      @Key String category,
      OnTimerContext context,
      @StateId("windows") ValueState<OpenWindows> state,
      @TimerId("windowEnd") Timer windowEnd,
      OutputReceiver<RevenueWindow> rows) {
    OpenWindows windows = state.read();
    long watermark =
        Math.max(
            context.fireTimestamp().getMillis() + 1,
            windowEnd.getCurrentRelativeTime().getMillis());
    for (OpenWindows.Window window : windows.tellUpTo(watermark - windowMillis)) {
      onTimeRows.inc();
      tell(rows, category, window, PaneInfo.Timing.ON_TIME);
    }
    windows
        .firstUntold()
        .ifPresent(start -> windowEnd.set(Instant.ofEpochMilli(start + windowMillis - 1)));
    // Only here: all that is closed was told. An element can see a watermark whose timer is still
    // due.
    windows.closeBefore(watermark - windowMillis - allowedLatenessMillis + 1);
    state.write(windows);
  }

  private void tell(
      OutputReceiver<RevenueWindow> rows,
      String category,
      OpenWindows.Window window,
      PaneInfo.Timing timing) {
    IntervalWindow interval =
        new IntervalWindow(
            Instant.ofEpochMilli(window.startMillis()),
            Instant.ofEpochMilli(window.startMillis() + windowMillis));
    rows.outputWithTimestamp(
        RevenueWindow.of(
            interval, category, window.total(), timing, Instant.ofEpochMilli(clock.millis())),
        interval.maxTimestamp());
  }
}
