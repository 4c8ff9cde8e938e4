package io.retaillake.transforms.kafka;

import org.apache.beam.sdk.transforms.splittabledofn.TimestampObservingWatermarkEstimator;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The watermark of one partition in a bounded read: its highest event time so far less the allowed
 * out-of-orderness. Its state is the watermark itself.
 */
final class EventTimeEstimator implements TimestampObservingWatermarkEstimator<Instant> {

  private final Duration outOfOrderness;
  private Instant watermark;

  EventTimeEstimator(Duration outOfOrderness, Instant watermark) {
    this.outOfOrderness = outOfOrderness;
    this.watermark = watermark;
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
