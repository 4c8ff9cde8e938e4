package io.retaillake.transforms.kafka;

import org.apache.beam.sdk.transforms.splittabledofn.TimestampObservingWatermarkEstimator;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The watermark of one partition in a bounded read: its highest event time so far less the allowed
 * out-of-orderness. Its state is the watermark itself.
 *
 * <p>Beam 2.70's runner core does not show an estimator what a splittable DoFn puts out under a
 * tag, as KafkaIO does. So the read shows it each timestamp itself: an estimator is made on the
 * thread that reads, before it reads. Should Beam show it too one day, seeing a time twice does no
 * harm.
 */
final class EventTimeEstimator implements TimestampObservingWatermarkEstimator<Instant> {

  private static final ThreadLocal<EventTimeEstimator> CURRENT = new ThreadLocal<>();

  private final Duration outOfOrderness;
  private volatile Instant watermark;

  EventTimeEstimator(Duration outOfOrderness, Instant watermark) {
    this.outOfOrderness = outOfOrderness;
    this.watermark = watermark;
  }

  /** An estimator for the read that this thread is about to begin. */
  static EventTimeEstimator begin(Duration outOfOrderness, Instant watermark) {
    EventTimeEstimator estimator = new EventTimeEstimator(outOfOrderness, watermark);
    CURRENT.set(estimator);
    return estimator;
  }

  /** Shows this thread's estimator the timestamp of a record; returns the timestamp. */
  static Instant observed(Instant timestamp) {
    CURRENT.get().observeTimestamp(timestamp);
    return timestamp;
  }

  @Override
  public void observeTimestamp(Instant timestamp) {
    // A record without event time is stamped with the least of all.
    if (timestamp.isAfter(BoundedWindow.TIMESTAMP_MIN_VALUE)) {
      Instant candidate = timestamp.minus(outOfOrderness);
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
