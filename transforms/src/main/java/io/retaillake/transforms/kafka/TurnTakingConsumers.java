package io.retaillake.transforms.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Makes consumers for the bounded read that say "nothing there" after each poll that brought
 * records, which ends the turn of a partition.
 *
 * <p>The runner is meant to end a turn after so many records, but Beam 2.70's runner core does not
 * count what KafkaIO puts out under a tag: a turn then lasts for seconds and brings a partition's
 * whole backlog at once, and the watermark moves only between turns. With small turns the
 * partitions take part evenly, and windows close on the way.
 */
final class TurnTakingConsumers
    implements SerializableFunction<Map<String, Object>, Consumer<byte[], byte[]>> {

  /** The most records of a turn: Kafka's {@code max.poll.records}. */
  static final int RECORDS_A_TURN = 5_000;

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
        return records;
      }
    };
  }
}
