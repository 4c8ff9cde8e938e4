package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.cli.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Sends records to a topic, many a second: in big compressed batches, in order within a partition,
 * and without the doubles that a producer's own retries would make (idempotence, unless {@code
 * acks} says otherwise).
 *
 * <p>Sending does not wait for the broker. A record that could not be delivered makes the next
 * {@link #send} or {@link #finish} throw, so that nothing is lost silently. Not thread-safe.
 */
public final class EventSender implements AutoCloseable {

  private static final int BATCH_BYTES = 256 * 1024;
  private static final long BUFFER_BYTES = 64L * 1024 * 1024;
  private static final int LINGER_MILLIS = 20;
  private static final int DELIVERY_TIMEOUT_MILLIS = 60_000;
  private static final int REQUEST_TIMEOUT_MILLIS = 20_000;

  private final String bootstrapServers;
  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile @Nullable Exception failure;
  private long sent;

  private EventSender(
      String bootstrapServers, String topic, KafkaProducer<byte[], byte[]> producer) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.producer = producer;
  }

  /** A sender to this topic, which should be there: see {@link Topics}. */
  public static EventSender to(String bootstrapServers, String topic) {
    return to(bootstrapServers, topic, Map.of());
  }

  /** As above; the client properties of Kafka's come before the settings that are made here. */
  public static EventSender to(
      String bootstrapServers, String topic, Map<String, String> clientProperties) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    settings.putAll(clientProperties);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    try {
      return new EventSender(
          bootstrapServers,
          topic,
          new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw KafkaErrors.unusableAddress(bootstrapServers, e);
    }
  }

  /**
   * Sends a record to the partition that Kafka chooses for its key.
   *
   * @throws UserError if this or an earlier record can't be delivered
   */
  public void send(byte[] key, byte[] value) {
    send(new ProducerRecord<>(topic, key, value));
  }

  /** As above, to a partition of the caller's choice. */
  public void send(int partition, byte[] key, byte[] value) {
    send(new ProducerRecord<>(topic, partition, key, value));
  }

  /** As above, with headers; key and value may be null. */
  public void send(
      int partition, byte @Nullable [] key, byte @Nullable [] value, Iterable<Header> headers) {
    send(new ProducerRecord<>(topic, partition, key, value, headers));
  }

  /** How many records were handed over; all are delivered once {@link #finish} has returned. */
  public long sent() {
    return sent;
  }

  /**
   * Waits until every record is acknowledged.
   *
   * @throws UserError if one is not
   */
  public void finish() {
    producer.flush();
    checkDelivered();
  }

  /** Lets go of the connection, without waiting for what was not acknowledged. */
  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    checkDelivered();
    try {
      producer.send(record, this::acknowledged);
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw KafkaErrors.noAnswer(bootstrapServers, e);
    }
    sent++;
  }

  private void acknowledged(@Nullable RecordMetadata place, @Nullable Exception problem) {
    if (problem != null && failure == null) {
      failure = problem;
    }
  }

  private void checkDelivered() {
    if (failure != null) {
      throw KafkaErrors.noAnswer(bootstrapServers, failure);
    }
  }
}
