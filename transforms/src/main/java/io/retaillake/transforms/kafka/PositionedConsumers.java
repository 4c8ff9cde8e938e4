package io.retaillake.transforms.kafka;

import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes consumers that start where they are told, without a consumer group: an assigned partition
 * is positioned at once. A reader that resumes from a checkpoint seeks elsewhere after.
 */
final class PositionedConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

  private final ImmutableMap<Integer, Long> startOffsets;

  PositionedConsumers(Map<Integer, Long> startOffsets) {
    this.startOffsets = ImmutableMap.copyOf(startOffsets);
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
    };
  }
}
