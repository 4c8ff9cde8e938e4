package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.windows.RevenueSum;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/**
 * One-minute windows that tell their totals as {@link
 * io.retaillake.transforms.windows.SumRevenueByCategory} does, without a runner. What a runner
 * would drop fails here: what was judged in time is never dropped.
 */
public final class TellingWindows {

  private static final long SIZE_MILLIS = 60_000;
  private static final long ALLOWED_LATENESS_MILLIS = 5_000;

  private final Map<Window, Total> totals = new TreeMap<>();
  private final List<RevenueWindow> told;
  private long watermarkMillis = Long.MIN_VALUE;

  /** Windows that tell their rows to this list. */
  TellingWindows(List<RevenueWindow> told) {
    this.told = told;
  }

  /** Takes a partial sum; tells the total again if the window has ended. */
  void add(String category, long eventMillis, RevenueSum sum) {
    Window window = Window.of(eventMillis, category);
    assertThat(watermarkMillis)
        .as("the watermark at a sale in %s", window)
        .isLessThan(window.endMillis() + ALLOWED_LATENESS_MILLIS);
    Total before = totals.getOrDefault(window, new Total(RevenueSum.ZERO, false));
    boolean late = before.told || watermarkMillis >= window.endMillis();
    Total total = new Total(before.sum.plus(sum), late);
    totals.put(window, total);
    if (late) {
      tell(window, total, PaneInfo.Timing.LATE);
    }
  }

  /** Moves the watermark, if this is ahead of it: windows that end tell their totals. */
  void watermark(long millis) {
    watermarkMillis = Math.max(watermarkMillis, millis);
    for (Map.Entry<Window, Total> entry : totals.entrySet()) {
      if (!entry.getValue().told && entry.getKey().endMillis() <= watermarkMillis) {
        entry.setValue(new Total(entry.getValue().sum, true));
        tell(entry.getKey(), entry.getValue(), PaneInfo.Timing.ON_TIME);
      }
    }
  }

  /** Ends all windows, as a drain does. */
  void drain() {
    watermark(Long.MAX_VALUE);
  }

  /** A copy as a checkpoint keeps it, which tells its rows to this list. */
  TellingWindows checkpoint(List<RevenueWindow> toldTo) {
    TellingWindows copy = new TellingWindows(toldTo);
    copy.totals.putAll(totals);
    copy.watermarkMillis = watermarkMillis;
    return copy;
  }

  /** The truth of each window by the readers' rule: of its rows, the one with the most events. */
  static Map<Window, RevenueSum> truth(Iterable<RevenueWindow> rows) {
    Map<Window, RevenueSum> truth = new TreeMap<>();
    for (RevenueWindow row : rows) {
      truth.merge(
          Window.of(row.getWindowStart().getMillis(), row.getCategory()),
          row.total(),
          (a, b) -> b.events() > a.events() ? b : a);
    }
    return truth;
  }

  private void tell(Window window, Total total, PaneInfo.Timing timing) {
    IntervalWindow interval =
        new IntervalWindow(
            Instant.ofEpochMilli(window.startMillis), Instant.ofEpochMilli(window.endMillis()));
    told.add(
        RevenueWindow.of(interval, window.category, total.sum, timing, Instant.ofEpochMilli(0)));
  }

  /** A window of a category. */
  public record Window(long startMillis, String category) implements Comparable<Window> {

    static Window of(long eventMillis, String category) {
      return new Window(Math.floorDiv(eventMillis, SIZE_MILLIS) * SIZE_MILLIS, category);
    }

    long endMillis() {
      return startMillis + SIZE_MILLIS;
    }

    @Override
    public int compareTo(Window other) {
      int byStart = Long.compare(startMillis, other.startMillis);
      return byStart != 0 ? byStart : category.compareTo(other.category);
    }
  }

  private record Total(RevenueSum sum, boolean told) {}
}
