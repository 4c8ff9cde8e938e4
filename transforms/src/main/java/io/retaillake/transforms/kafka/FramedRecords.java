package io.retaillake.transforms.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Frames in the clothes of Kafka's records, so that KafkaIO carries many records as one: what a
 * poll brought of a partition becomes one record, whose value is a {@link Frame} and whose offset
 * that of the frame's last record, so that whoever has come to the one has come past all. Only for
 * reads that are never cut between two offsets of a poll.
 *
 * <p>KafkaIO and its runner do some work for each record that they hand on, updating metrics above
 * all; on Flink that was a fifth of all the stream did.
 */
final class FramedRecords {

  /** The most records of a frame: Kafka's {@code max.poll.records}. */
  static final int RECORDS_A_FRAME = 5_000;

  private FramedRecords() {}

  /** What a poll brought, in frames. */
  static ConsumerRecords<byte[], byte[]> of(ConsumerRecords<byte[], byte[]> polled) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> framed = new HashMap<>();
    for (TopicPartition partition : polled.partitions()) {
      Frame.Builder frame = Frame.builder(partition.topic(), partition.partition());
      for (ConsumerRecord<byte[], byte[]> record : polled.records(partition)) {
        frame.add(record.offset(), record.timestamp(), record.key(), record.value());
      }
      framed.put(partition, List.of(asRecord(frame.build())));
    }
    return new ConsumerRecords<>(framed);
  }

  private static ConsumerRecord<byte[], byte[]> asRecord(Frame frame) {
    return new ConsumerRecord<>(
        frame.topic(), frame.partition(), frame.lastOffset(), new byte[0], encode(frame));
  }

  /** A record as it came from Kafka, as the frame of itself alone. */
  static KafkaRecord<byte[], byte[]> ofOne(KafkaRecord<byte[], byte[]> record) {
    Frame.Builder frame = Frame.builder(record.getTopic(), record.getPartition());
    frame.add(
        record.getOffset(),
        record.getTimestamp(),
        record.getKV().getKey(),
        record.getKV().getValue());
    return new KafkaRecord<>(
        record.getTopic(),
        record.getPartition(),
        record.getOffset(),
        record.getTimestamp(),
        record.getTimestampType(),
        record.getHeaders(),
        new byte[0],
        encode(frame.build()));
  }

  /** The frame that a record carries. */
  static Frame frameIn(KafkaRecord<byte[], byte[]> record) {
    try {
      return CoderUtils.decodeFromByteArray(FrameCoder.of(), record.getKV().getValue());
    } catch (CoderException e) {
      throw new IllegalStateException("a record of a framed read holds no frame", e);
    }
  }

  private static byte[] encode(Frame frame) {
    try {
      return CoderUtils.encodeToByteArray(FrameCoder.of(), frame);
    } catch (CoderException e) {
      throw new IllegalStateException(frame + " can't be encoded", e);
    }
  }
}
