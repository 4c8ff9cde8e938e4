package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.admission.Arrival;

/**
 * One record for the topic, in the order in which it is to be sent.
 *
 * @param partition where it goes: for all records of a user the same, and the one that Kafka's
 *     default partitioner would choose for the key
 * @param key the {@code user_id}
 * @param value the event as bare Avro, or something broken; not to be changed
 */
public record SimulatedRecord(
    int partition, String key, @SuppressWarnings("ArrayRecordComponent") byte[] value, Kind kind) {

  /** What the record is, as the pipeline will find it. */
  public enum Kind {
    /** An event that is not behind its partition's watermark. */
    NORMAL,
    /** An event behind its partition's watermark, whose window can still be corrected. */
    LATE,
    /** An event whose window is closed for good when it comes. */
    TOO_LATE,
    /** The same bytes again, a little later in the same partition, as from a producer's retry. */
    DUPLICATE,
    /** Not an event that can be accepted. */
    MALFORMED;

    static Kind of(Arrival arrival) {
      return switch (arrival) {
        case ON_TIME -> NORMAL;
        case LATE -> LATE;
        case TOO_LATE -> TOO_LATE;
      };
    }
  }
}
