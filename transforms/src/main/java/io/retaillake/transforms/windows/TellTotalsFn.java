package io.retaillake.transforms.windows;

import java.time.Clock;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
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
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;

/**
 * Keeps each window's total in state, and tells it at the window's end and on every late addition.
 *
 * <p>It does what {@code Combine.perKey} with accumulating panes means to do, in one state cell and
 * one timer a window. The general trigger machinery costs several times as much where most windows
 * hold a single partial sum, as they do in a replay of months. The runner drops what comes too
 * late, and clears the state when a window closes.
 */
final class TellTotalsFn extends DoFn<KV<String, RevenueSum>, RevenueWindow> {

  /** The total so far, and whether the window has told one yet. */
  @StateId("total")
  private final StateSpec<ValueState<KV<RevenueSum, Boolean>>> totalSpec =
      StateSpecs.value(KvCoder.of(RevenueSum.coder(), BooleanCoder.of()));

  @TimerId("windowEnd")
  private final TimerSpec windowEndSpec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

  private final Counter onTimeRows = Metrics.counter(SumRevenueByCategory.class, "onTimeRows");
  private final Counter lateRows = Metrics.counter(SumRevenueByCategory.class, "lateRows");

  private final Clock clock;

  TellTotalsFn(Clock clock) {
    this.clock = clock;
  }

  @ProcessElement
  public void processElement(
      @Element KV<String, RevenueSum> partialSum,
      BoundedWindow window,
      @StateId("total") ValueState<KV<RevenueSum, Boolean>> totalState,
      @TimerId("windowEnd") Timer windowEnd,
      OutputReceiver<RevenueWindow> rows) {
    KV<RevenueSum, Boolean> before = totalState.read();
    RevenueSum total =
        before == null ? partialSum.getValue() : before.getKey().plus(partialSum.getValue());

    // A portable runner answers with the element's time instead of the watermark. There the end of
    // the window is known by its having been told, or by the timer, which then fires at once.
    boolean late =
        (before != null && before.getValue())
            || windowEnd.getCurrentRelativeTime().isAfter(window.maxTimestamp());
    totalState.write(KV.of(total, late));
    if (late) {
      lateRows.inc();
      tell(rows, window, partialSum.getKey(), total, PaneInfo.Timing.LATE);
    } else if (before == null) {
      windowEnd.set(window.maxTimestamp());
    }
  }

  @OnTimer("windowEnd")
  public void onWindowEnd(
      @Key String category,
      BoundedWindow window,
      @StateId("total") ValueState<KV<RevenueSum, Boolean>> totalState,
      OutputReceiver<RevenueWindow> rows) {
    KV<RevenueSum, Boolean> total = totalState.read();
    if (total == null || total.getValue()) {
      return;
    }
    totalState.write(KV.of(total.getKey(), true));
    onTimeRows.inc();
    tell(rows, window, category, total.getKey(), PaneInfo.Timing.ON_TIME);
  }

  private void tell(
      OutputReceiver<RevenueWindow> rows,
      BoundedWindow window,
      String category,
      RevenueSum total,
      PaneInfo.Timing timing) {
    rows.outputWithTimestamp(
        RevenueWindow.of(
            (IntervalWindow) window, category, total, timing, Instant.ofEpochMilli(clock.millis())),
        window.maxTimestamp());
  }
}
