package io.retaillake.transforms.admission;

import static com.google.common.base.Preconditions.checkArgument;

import java.io.Serializable;
import java.time.Duration;

/**
 * Judges when an event came, from its time and its partition's watermark.
 *
 * <p>The watermark of a partition is its highest event time so far less the allowed
 * out-of-orderness, in whole milliseconds. With {@code w} the watermark before the event itself is
 * counted, and {@code end} the end of the event's tumbling window:
 *
 * <ul>
 *   <li>on time, if its time is at or after {@code w};
 *   <li>too late, if {@code w} has reached {@code end + allowedLateness};
 *   <li>late otherwise.
 * </ul>
 *
 * <p>These are Beam's own bounds for windows of the same size and allowed lateness. A pipeline
 * whose watermark is never ahead of any partition's own therefore drops nothing that is judged in
 * time here. The verdict depends on nothing but the order within the partition, so it is the same
 * in every try and on every runner.
 */
public final class ArrivalRule implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The watermark of a partition that has shown no event yet. */
  public static final long NO_EVENT_YET = Long.MIN_VALUE;

  /** How far a partition's watermark stays behind its highest event time, unless told otherwise. */
  public static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofSeconds(2);

  private final long outOfOrdernessMillis;
  private final long windowMillis;
  private final long allowedLatenessMillis;

  private ArrivalRule(long outOfOrdernessMillis, long windowMillis, long allowedLatenessMillis) {
    this.outOfOrdernessMillis = outOfOrdernessMillis;
    this.windowMillis = windowMillis;
    this.allowedLatenessMillis = allowedLatenessMillis;
  }

  /**
   * A rule for tumbling windows aligned to the epoch.
   *
   * @throws IllegalArgumentException if a duration is negative, or the window is not positive
   */
  public static ArrivalRule of(Duration outOfOrderness, Duration window, Duration allowedLateness) {
    checkArgument(!outOfOrderness.isNegative(), "outOfOrderness must not be negative");
    checkArgument(window.toMillis() > 0, "window must be at least a millisecond");
    checkArgument(!allowedLateness.isNegative(), "allowedLateness must not be negative");
    return new ArrivalRule(
        outOfOrderness.toMillis(), window.toMillis(), allowedLateness.toMillis());
  }

  /** The rule of the platform: one-minute windows, five seconds of allowed lateness. */
  public static ArrivalRule oneMinuteWindows(Duration outOfOrderness) {
    return of(outOfOrderness, Duration.ofMinutes(1), Duration.ofSeconds(5));
  }

  /**
   * The watermark, in milliseconds since the epoch, of a partition whose highest event time is
   * {@code maxEventMillis}; {@link #NO_EVENT_YET} stays what it is.
   */
  public long watermarkMillis(long maxEventMillis) {
    return maxEventMillis == NO_EVENT_YET ? NO_EVENT_YET : maxEventMillis - outOfOrdernessMillis;
  }

  /** The verdict on an event at {@code eventMillis}, met with this watermark of its partition. */
  public Arrival judge(long eventMillis, long watermarkMillis) {
    if (eventMillis >= watermarkMillis) {
      return Arrival.ON_TIME;
    }
    return watermarkMillis >= windowEndMillis(eventMillis) + allowedLatenessMillis
        ? Arrival.TOO_LATE
        : Arrival.LATE;
  }

  /** The longest that an event can lie behind its partition's watermark and still be summed. */
  public Duration longestUsefulLateness() {
    return Duration.ofMillis(windowMillis + allowedLatenessMillis);
  }

  /** The start, in milliseconds since the epoch, of the window that the time falls in. */
  public long windowStartMillis(long eventMillis) {
    return Math.floorDiv(eventMillis, windowMillis) * windowMillis;
  }

  private long windowEndMillis(long eventMillis) {
    return windowStartMillis(eventMillis) + windowMillis;
  }

  /**
   * The start of the oldest window that an event may still enter once its partition has this
   * watermark.
   */
  public long oldestOpenWindowMillis(long watermarkMillis) {
    return windowStartMillis(watermarkMillis - allowedLatenessMillis);
  }
}
