package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Looks at topics and creates them. Every method ends within about ten seconds: with its answer, or
 * with a {@link UserError} of {@link ExitCode#KAFKA} that says what to do.
 */
public final class Topics implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 10_000;

  private final String bootstrapServers;
  private final Admin admin;

  private Topics(String bootstrapServers, Admin admin) {
    this.bootstrapServers = bootstrapServers;
    this.admin = admin;
  }

  /** The topics of the brokers at this address, which must answer. */
  public static Topics at(String bootstrapServers) {
    return at(bootstrapServers, Map.of());
  }

  /** As above, with further client properties of Kafka's, such as those for TLS and SASL. */
  public static Topics at(String bootstrapServers, Map<String, String> clientProperties) {
    Map<String, Object> settings = new HashMap<>(clientProperties);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS / 2);
    Admin admin;
    try {
      admin = Admin.create(settings);
    } catch (KafkaException e) {
      throw KafkaErrors.unusableAddress(bootstrapServers, e);
    }
    Topics topics = new Topics(bootstrapServers, admin);
    try {
      topics.await(admin.describeCluster().nodes());
    } catch (RuntimeException e) {
      topics.close();
      throw e;
    }
    return topics;
  }

  /**
   * Creates the topic unless it is there; one replica, or as many as the cluster makes by default.
   *
   * @throws UserError if it is there with another number of partitions
   */
  public void ensure(String topic, int partitions) {
    if (!exists(topic)) {
      create(topic, partitions);
    }
    int existing = partitionCount(topic);
    if (existing != partitions) {
      throw KafkaErrors.otherPartitionCount(topic, existing, partitions);
    }
  }

  /** True if the topic is there. */
  public boolean exists(String topic) {
    return describe(topic).isPresent();
  }

  /**
   * How many partitions the topic has.
   *
   * @throws UserError if there is no such topic; it says how to make it
   */
  public int partitionCount(String topic) {
    return describe(topic)
        .orElseThrow(() -> KafkaErrors.topicMissing(topic, bootstrapServers))
        .size();
  }

  /** The offset of the first record still there, by partition. */
  public SortedMap<Integer, Long> beginOffsets(String topic) {
    return offsets(topic, OffsetSpec.earliest());
  }

  /** The offset that the next record will get, by partition. */
  public SortedMap<Integer, Long> endOffsets(String topic) {
    return offsets(topic, OffsetSpec.latest());
  }

  /** How many offsets lie between the topic's first record and its end, over all partitions. */
  public long recordCount(String topic) {
    return sum(endOffsets(topic)) - sum(beginOffsets(topic));
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }

  private SortedMap<Integer, Long> offsets(String topic, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> request =
        IntStream.range(0, partitionCount(topic))
            .boxed()
            .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> spec));
    SortedMap<Integer, Long> offsets = new TreeMap<>();
    Map<TopicPartition, ListOffsetsResultInfo> answer = await(admin.listOffsets(request).all());
    answer.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return offsets;
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private Optional<List<?>> describe(String topic) {
    try {
      return Optional.of(
          await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic)).partitions());
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  private void create(String topic, int partitions) {
    NewTopic newTopic = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try {
      await(admin.createTopics(List.of(newTopic)).all());
    } catch (TopicExistsException createdMeanwhile) {
      return;
    }
    awaitDescribed(topic);
    awaitLeaders(topic);
  }

  /**
   * Until its leader is ready, a new partition may refuse a producer's first batch and then take
   * the second: the first can never be taken after that.
   */
  private void awaitLeaders(String topic) {
    endOffsets(topic);
  }

  /** A topic is created by the controller first and known to every broker a moment later. */
  private void awaitDescribed(String topic) {
    long deadline = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
    while (!exists(topic) && System.nanoTime() < deadline) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException missing) {
        throw missing;
      }
      if (e.getCause() instanceof TopicExistsException exists) {
        throw exists;
      }
      throw KafkaErrors.noAnswer(bootstrapServers, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw KafkaErrors.noAnswer(bootstrapServers, e);
    }
  }
}
