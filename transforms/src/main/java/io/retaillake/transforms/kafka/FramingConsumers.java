package io.retaillake.transforms.kafka;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes consumers that hand on what a poll brought of a partition as one record: its value is a
 * {@link Frame}, its offset that of the frame's last record, so that whoever claims the one has
 * claimed all. A frame ends before its partition's stop offset. The poll after it says "nothing
 * there", which ends the turn of the partition.
 *
 * <p>The DirectRunner ends the bundle of a splittable read after 100 elements, whatever they are,
 * and a bundle costs it milliseconds at every step. It moves the watermark between turns only.
 */
final class FramingConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

  /** The most records of a frame: Kafka's {@code max.poll.records}. */
  static final int RECORDS_A_FRAME = 5_000;

  private final ImmutableMap<Integer, Long> stopOffsets;

  FramingConsumers(Map<Integer, Long> stopOffsets) {
    this.stopOffsets = ImmutableMap.copyOf(stopOffsets);
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> config) {
    return new KafkaConsumer<byte[], byte[]>(config) {
      private boolean turnEnds;

      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (turnEnds) {
          turnEnds = false;
          return ConsumerRecords.empty();
        }
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        turnEnds = !records.isEmpty();
        return turnEnds ? framed(records) : records;
      }
    };
  }

  private ConsumerRecords<byte[], byte[]> framed(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> framed = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      long stop = stopOffsets.get(partition.partition());
      Frame.Builder frame = Frame.builder(partition.topic(), partition.partition());
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        if (record.offset() < stop) {
          frame.add(record.offset(), record.timestamp(), record.key(), record.value());
        }
      }
      if (frame.count() > 0) {
        framed.put(partition, List.of(asRecord(frame.build())));
      }
    }
    return new ConsumerRecords<>(framed);
  }

  private static ConsumerRecord<byte[], byte[]> asRecord(Frame frame) {
    try {
      return new ConsumerRecord<>(
          frame.topic(),
          frame.partition(),
          frame.lastOffset(),
          new byte[0],
          CoderUtils.encodeToByteArray(FrameCoder.of(), frame));
    } catch (CoderException e) {
      throw new IllegalStateException(frame + " can't be encoded", e);
    }
  }

  /** The frame in a record's value. */
  static Frame frameIn(byte[] value) {
    try {
      return CoderUtils.decodeFromByteArray(FrameCoder.of(), value);
    } catch (CoderException e) {
      throw new IllegalStateException("a record of these consumers holds no frame", e);
    }
  }
}
