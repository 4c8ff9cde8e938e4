package io.retaillake.pipelines.simulate;

import io.retaillake.pipelines.kafka.KafkaErrors;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a simulation's records to a topic, each partition's in the order in which they were made.
 *
 * <p>The producer is idempotent and waits for all replicas: every record is in the topic once, or
 * {@link #sendAll} fails. Not thread-safe.
 */
public final class SimulationSender implements AutoCloseable {

  private static final int LINGER_MILLIS = 5;
  private static final int BATCH_BYTES = 256 * 1024;
  private static final int GIVE_UP_MILLIS = 30_000;

  private final String bootstrapServers;
  private final String topic;
  private final Producer<byte[], byte[]> producer;

  /**
   * Partitions that hold a record of ours. Until one does, only one record is on its way there: the
   * leader of a new partition may refuse a first batch and take a second one, and then the first
   * can't be taken any more.
   */
  private final Set<Integer> begun = new HashSet<>();

  private final AtomicReference<Exception> failure = new AtomicReference<>();

  SimulationSender(String bootstrapServers, String topic, Producer<byte[], byte[]> producer) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.producer = producer;
  }

  /** A sender to a topic that is there, with as many partitions as the simulation has. */
  public static SimulationSender to(String bootstrapServers, String topic) {
    return to(bootstrapServers, topic, Map.of());
  }

  /** As above, with further client properties of Kafka's, such as those for TLS and SASL. */
  public static SimulationSender to(
      String bootstrapServers, String topic, Map<String, String> clientProperties) {
    Map<String, Object> settings = new HashMap<>(clientProperties);
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, GIVE_UP_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS / 3);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, GIVE_UP_MILLIS);
    return new SimulationSender(
        bootstrapServers,
        topic,
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /**
   * Sends until the simulation ends or {@code stopped} holds, by when all that the simulation's
   * report counts is sent, and returns when Kafka has acknowledged all that was sent.
   *
   * @param progress is told after each record how many were sent
   * @return how many were sent
   * @throws io.retaillake.pipelines.cli.UserError if Kafka does not take a record within half a
   *     minute
   */
  public long sendAll(
      Simulation simulation, Pace pace, LongConsumer progress, BooleanSupplier stopped) {
    long sent = 0;
    while (true) {
      // A live event is stamped when it is made, so its turn comes first.
      pace.await(sent, stopped);
      boolean stopHere = stopped.getAsBoolean() && !simulation.hasReady();
      if (stopHere || !simulation.hasNext()) {
        break;
      }
      send(simulation.next());
      progress.accept(++sent);
    }
    producer.flush();
    failIfRefused();
    return sent;
  }

  @Override
  public void close() {
    producer.close(Duration.ofMillis(GIVE_UP_MILLIS));
  }

  private void send(SimulatedRecord record) {
    failIfRefused();
    boolean first = begun.add(record.partition());
    byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
    try {
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(topic, record.partition(), key, record.value()),
              (metadata, exception) -> {
                if (exception != null) {
                  failure.compareAndSet(null, exception);
                }
              });
      if (first) {
        producer.flush();
      }
    } catch (KafkaException e) {
      throw KafkaErrors.noAnswer(bootstrapServers, e);
    }
  }

  private void failIfRefused() {
    Exception refused = failure.get();
    if (refused != null) {
      throw KafkaErrors.noAnswer(bootstrapServers, refused);
    }
  }
}
