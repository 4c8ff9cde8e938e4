package io.retaillake.transforms.kafka;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes consumers that start and stop where they are told, without a consumer group: an assigned
 * partition is positioned at once, and paused at its stop offset. A reader that resumes from a
 * checkpoint seeks elsewhere after.
 */
final class PositionedConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {
  private static final long serialVersionUID = 1L;

  private final ImmutableMap<Integer, Long> startOffsets;
  private final ImmutableMap<Integer, Long> stopOffsets;

  /** Without an entry, a partition starts where Kafka says, or never stops. */
  PositionedConsumers(Map<Integer, Long> startOffsets, Map<Integer, Long> stopOffsets) {
    this.startOffsets = ImmutableMap.copyOf(startOffsets);
    this.stopOffsets = ImmutableMap.copyOf(stopOffsets);
  }

  @Override
  public Consumer<byte[], byte[]> apply(Map<String, Object> config) {
    return new KafkaConsumer<byte[], byte[]>(config) {
      @Override
      public void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        for (TopicPartition partition : partitions) {
          Long offset = startOffsets.get(partition.partition());
          if (offset != null) {
            seek(partition, offset);
          }
        }
      }

      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        return stopOffsets.isEmpty() ? records : beforeStop(records);
      }

      private ConsumerRecords<byte[], byte[]> beforeStop(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
          long stop = stopOffsets.get(partition.partition());
          List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
          List<ConsumerRecord<byte[], byte[]>> before =
              all.stream().takeWhile(record -> record.offset() < stop).toList();
          if (before.size() < all.size()) {
            pause(List.of(partition));
          }
          if (!before.isEmpty()) {
            kept.put(partition, before);
          }
        }
        return new ConsumerRecords<>(kept);
      }
    };
  }
}
