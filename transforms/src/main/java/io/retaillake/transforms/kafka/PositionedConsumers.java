package io.retaillake.transforms.kafka;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes consumers that start and stop where they are told, without a consumer group: an assigned
 * partition is positioned at once, and paused at its stop offset. A reader that resumes from a
 * checkpoint seeks elsewhere after. They hand on what a poll brought of a partition as {@linkplain
 * FramedRecords one record}.
 *
 * <p>A consumer that reads without end fails once its topic has more partitions than are read:
 * nobody would read them, and nobody would notice. Which partitions are read is settled when a read
 * is planned, and a checkpoint remembers it along with this.
 */
final class PositionedConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {
  private static final long serialVersionUID = 1L;

  private static final long LOOK_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

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

      private long lookedAtNanos = System.nanoTime() - LOOK_EVERY_NANOS;

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

      // The one that KafkaIO calls.
      @Override
      @SuppressWarnings("deprecation")
      public ConsumerRecords<byte[], byte[]> poll(long timeoutMillis) {
        return poll(Duration.ofMillis(timeoutMillis));
      }

      @Override
      public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        if (stopOffsets.isEmpty() && System.nanoTime() - lookedAtNanos >= LOOK_EVERY_NANOS) {
          lookedAtNanos = System.nanoTime();
          assignment().stream().map(TopicPartition::topic).distinct().forEach(this::failIfGrown);
        }
        return FramedRecords.of(stopOffsets.isEmpty() ? records : beforeStop(records));
      }

      /** Asks the metadata that the consumer keeps up to date, not the broker. */
      private void failIfGrown(String topic) {
        int partitions = partitionsFor(topic).size();
        if (partitions > startOffsets.size()) {
          throw new IllegalStateException(
              "topic "
                  + topic
                  + " has "
                  + partitions
                  + " partitions now, but only "
                  + startOffsets.size()
                  + " are read: stop the stream and start again from the tables, without a"
                  + " checkpoint or savepoint, which remembers only these");
        }
      }

      private ConsumerRecords<byte[], byte[]> beforeStop(ConsumerRecords<byte[], byte[]> records) {
        ConsumerRecords<byte[], byte[]> before = StopOffsets.before(stopOffsets, records);
        pause(
            records.partitions().stream()
                .filter(p -> before.records(p).size() < records.records(p).size())
                .toList());
        return before;
      }
    };
  }
}
