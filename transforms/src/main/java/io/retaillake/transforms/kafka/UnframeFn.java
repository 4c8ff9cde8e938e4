package io.retaillake.transforms.kafka;

import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.joda.time.Instant;

/**
 * Hands on the records of frames that {@link FramingConsumers} made, each stamped with its event
 * time or with the frame's timestamp, whichever is later.
 */
final class UnframeFn extends DoFn<KafkaRecord<byte[], byte[]>, KafkaRecord<byte[], byte[]>> {

  private final RecordTime recordTime;

  UnframeFn(RecordTime recordTime) {
    this.recordTime = recordTime;
  }

  @ProcessElement
  public void processElement(
      @Element KafkaRecord<byte[], byte[]> framed,
      @Timestamp Instant timestamp,
      OutputReceiver<KafkaRecord<byte[], byte[]>> records) {
    Frame.Cursor cursor = FramingConsumers.frameIn(framed.getKV().getValue()).cursor();
    while (cursor.advance()) {
      byte[] value = cursor.value();
      records.outputWithTimestamp(
          new KafkaRecord<>(
              framed.getTopic(),
              framed.getPartition(),
              cursor.offset(),
              cursor.timestampMillis(),
              KafkaTimestampType.CREATE_TIME,
              new RecordHeaders(),
              cursor.key(),
              value),
          later(timestamp, recordTime.millis(value, cursor.timestampMillis())));
    }
  }

  private static Instant later(Instant timestamp, long eventMillis) {
    return eventMillis > timestamp.getMillis() ? Instant.ofEpochMilli(eventMillis) : timestamp;
  }
}
