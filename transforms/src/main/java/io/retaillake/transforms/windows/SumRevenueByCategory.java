package io.retaillake.transforms.windows;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import java.time.Clock;
import java.time.Duration;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Sums revenue by category in tumbling event-time windows, and tells each window's total so far
 * whenever it is known better.
 *
 * <p><b>In:</b> partial sums keyed by category, each timestamped anywhere inside its window. A
 * partial sum counts at least one event. <b>Out:</b> {@link RevenueWindow} rows, each timestamped
 * at its window's last millisecond. A window tells its total
 *
 * <ul>
 *   <li>once, {@code ON_TIME}, when the watermark passes its end, if anything came before that;
 *   <li>again, {@code LATE}, on every partial sum that comes within the allowed lateness after.
 * </ul>
 *
 * <p>A window in which nothing happened tells nothing. A total is never a difference: of a window's
 * rows the one with the most events is the truth, and rows are not to be added up (see {@link
 * RevenueWindow} for the query).
 *
 * <p><b>Late data.</b> A partial sum is dropped, and counted under {@link #DROPPED_COUNTER}, when
 * the watermark has reached its window's end plus the allowed lateness. These are the bounds of
 * {@link io.retaillake.transforms.admission.ArrivalRule}: behind a step that judges by that rule,
 * on watermarks that are never behind this step's, nothing is dropped here.
 *
 * <p><b>Guarantee.</b> Each input is in its window's totals exactly once, as far as the runner's
 * state is. A try that is repeated may tell a total again; by the readers' rule that changes
 * nothing.
 *
 * <p><b>Drain.</b> A drain moves the watermark to the end of time: open windows tell what they
 * hold, as {@code ON_TIME}, and close. A successor that reads on from there tells smaller totals
 * for those windows, which the readers' rule ignores; to count them whole, it must read again from
 * where the oldest of them begins.
 *
 * <pre>{@code
 * PCollection<RevenueWindow> rows =
 *     partialSums.apply("SumRevenueByCategory", SumRevenueByCategory.create());
 * }</pre>
 */
@AutoValue
public abstract class SumRevenueByCategory
    extends PTransform<PCollection<KV<String, RevenueSum>>, PCollection<RevenueWindow>> {

  /** Counts partial sums that came too late for their window. */
  public static final String DROPPED_COUNTER = "droppedDueToLateness";

  abstract Duration windowSize();

  abstract Duration allowedLateness();

  abstract Clock clock();

  /** One-minute windows, corrected by what comes up to five seconds of event time late. */
  public static SumRevenueByCategory create() {
    return new AutoValue_SumRevenueByCategory(
        Duration.ofMinutes(1), Duration.ofSeconds(5), Clock.systemUTC());
  }

  /**
   * Windows of another size, aligned to the epoch.
   *
   * @throws IllegalArgumentException if it is shorter than a millisecond
   */
  public SumRevenueByCategory withWindowSize(Duration windowSize) {
    checkArgument(
        windowSize.toMillis() > 0,
        "The window size is %s, but event time is counted in milliseconds."
            + " Give a size of a millisecond or more.",
        windowSize);
    return new AutoValue_SumRevenueByCategory(windowSize, allowedLateness(), clock());
  }

  /**
   * Another allowed lateness: how far the watermark may be past a window's end for the window still
   * to be corrected. Its state is kept as long.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public SumRevenueByCategory withAllowedLateness(Duration allowedLateness) {
    checkArgument(
        !allowedLateness.isNegative(),
        "The allowed lateness is %s, but a window cannot close before its end."
            + " Give zero to drop whatever is late.",
        allowedLateness);
    return new AutoValue_SumRevenueByCategory(windowSize(), allowedLateness, clock());
  }

  /** Another clock for {@code emitted_at}. It must be serializable, as the JDK's own are. */
  public SumRevenueByCategory withClock(Clock clock) {
    return new AutoValue_SumRevenueByCategory(windowSize(), allowedLateness(), clock);
  }

  @Override
  public PCollection<RevenueWindow> expand(PCollection<KV<String, RevenueSum>> partialSums) {
    return partialSums
        .apply("IntoGlobalWindow", Window.into(new GlobalWindows()))
        .apply(
            "TellTotals",
            ParDo.of(
                new TellTotalsFn(windowSize().toMillis(), allowedLateness().toMillis(), clock())));
  }
}
