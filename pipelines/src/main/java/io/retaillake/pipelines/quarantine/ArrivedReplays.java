package io.retaillake.pipelines.quarantine;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks on the topic for records that a process sent back before it was ended. */
final class ArrivedReplays {

  private static final Duration POLL = Duration.ofMillis(500);

  private final String topic;
  private final Map<String, Object> settings;

  ArrivedReplays(String bootstrapServers, String topic, Map<String, String> clientProperties) {
    this.topic = topic;
    this.settings = new HashMap<>(clientProperties);
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
  }

  /** The marks on the topic from these offsets to where it ends now. */
  Set<ReplayLedger.Entry> from(Map<Integer, Long> offsets) {
    Set<ReplayLedger.Entry> found = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Map<TopicPartition, Long> starts = new HashMap<>();
      offsets.forEach(
          (partition, offset) -> starts.put(new TopicPartition(topic, partition), offset));
      consumer.assign(starts.keySet());
      starts.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(starts.keySet());
      while (isBefore(consumer, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          ReplayMark.read(record.headers()).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isBefore(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }
}
