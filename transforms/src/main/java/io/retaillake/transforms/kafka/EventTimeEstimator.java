package io.retaillake.transforms.kafka;

import org.apache.beam.sdk.transforms.splittabledofn.TimestampObservingWatermarkEstimator;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The watermark of one partition in a bounded read: its highest event time so far less a delay. Its
 * state is the watermark itself.
 *
 * <p>Beam 2.70's runner core does not show an estimator what a splittable DoFn puts out under a
 * tag, as KafkaIO does. So the read shows it each timestamp itself: an estimator is made on the
 * thread that reads, before it reads. Should Beam show it too one day, seeing a time twice does no
 * harm.
 */
final class EventTimeEstimator implements TimestampObservingWatermarkEstimator<Instant> {

  private static final ThreadLocal<EventTimeEstimator> CURRENT = new ThreadLocal<>();

  private final Duration delay;
  private volatile Instant watermark;

  EventTimeEstimator(Duration delay, Instant watermark) {
    this.delay = delay;
    this.watermark = watermark;
  }

  /** An estimator for the read that this thread is about to begin. */
  static EventTimeEstimator begin(Duration delay, Instant watermark) {
    EventTimeEstimator estimator = new EventTimeEstimator(delay, watermark);
    CURRENT.set(estimator);
    return estimator;
  }

  /**
   * Shows this thread's estimator the event time of a record, or {@link RecordTime#NONE}; returns
   * the record's timestamp, which is never behind the watermark.
   */
  static Instant stamp(long eventMillis) {
    EventTimeEstimator estimator = CURRENT.get();
    Instant before = estimator.watermark;
    if (eventMillis == RecordTime.NONE) {
      return before;
    }
    Instant eventTime = Instant.ofEpochMilli(eventMillis);
    estimator.observeTimestamp(eventTime);
    return eventTime.isBefore(before) ? before : eventTime;
  }

  /**
   * Shows this thread's estimator the event times of a frame's records; returns the least of what
   * they would have as their timestamps, one by one.
   */
  static Instant stamp(Frame frame, RecordTime recordTime) {
    Instant least = BoundedWindow.TIMESTAMP_MAX_VALUE;
    Frame.Cursor cursor = frame.cursor();
    while (cursor.advance()) {
      Instant stamped = stamp(recordTime.millis(cursor.value(), cursor.timestampMillis()));
      least = stamped.isBefore(least) ? stamped : least;
    }
    return least;
  }

  @Override
  public void observeTimestamp(Instant timestamp) {
    // The least timestamp of all stands for none.
    if (timestamp.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)) {
      Instant candidate = timestamp.minus(delay);
      if (candidate.isAfter(watermark)) {
        watermark = candidate;
      }
    }
  }

  @Override
  public Instant currentWatermark() {
    return watermark;
  }

  @Override
  public Instant getState() {
    return watermark;
  }
}
