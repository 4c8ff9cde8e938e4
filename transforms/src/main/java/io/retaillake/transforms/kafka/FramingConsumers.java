package io.retaillake.transforms.kafka;

import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Makes consumers that hand on what a poll brought of a partition as {@linkplain FramedRecords one
 * record}, which ends before the partition's stop offset. The poll after it says "nothing there",
 * which ends the turn of the partition.
 *
 * <p>The DirectRunner ends the bundle of a splittable read after 100 elements, whatever they are,
 * and a bundle costs it milliseconds at every step. It moves the watermark between turns only.
 */
final class FramingConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

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
        return turnEnds ? FramedRecords.of(StopOffsets.before(stopOffsets, records)) : records;
      }
    };
  }
}
