package io.retaillake.transforms.kafka;

import java.io.Serializable;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Tells the event time in a record. By it the read moves the watermark, so it must answer for just
 * those records that count as events later on.
 */
public interface RecordTime extends Serializable {

  /** The answer for a record that has no event time, or none that can be trusted. */
  long NONE = Long.MIN_VALUE;

  /**
   * The event time of the record with this value, in milliseconds since the epoch, or {@link
   * #NONE}.
   *
   * @param brokerMillis Kafka's time of the record
   */
  long millis(byte @Nullable [] value, long brokerMillis);
}
