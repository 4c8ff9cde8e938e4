package io.retaillake.pipelines.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.transforms.event.RetailEventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, from its arguments to the records in a real broker. */
class ReplayIT {

  private static LocalKafka kafka;

  @TempDir private Path folder;

  @BeforeAll
  static void startKafka() {
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void aFileIsOnTheTopicInOrderWithinEachCustomersPartition() throws Exception {
    kafka.createTopic("orders", 3);
    String rows =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "o" + i + ",c" + i % 10 + "," + (1_700_000_000 + i) + ",1.25")
            .collect(Collectors.joining("\n"));

    int exit = replay("orders", "id,customer,at,paid\n" + rows);

    assertThat(exit).isZero();
    List<ConsumerRecord<String, byte[]>> records = consume("orders", 3, 1_000);
    assertThat(records).hasSize(1_000);
    for (String customer : List.of("c0", "c7")) {
      List<ConsumerRecord<String, byte[]>> own =
          records.stream().filter(record -> record.key().equals(customer)).toList();
      assertThat(own).hasSize(100);
      assertThat(own).extracting(ConsumerRecord::partition).containsOnly(own.get(0).partition());
      List<Long> times = new ArrayList<>();
      for (ConsumerRecord<String, byte[]> record : own) {
        times.add(RetailEventCodec.create().decode(record.value()).getEventTsMicros());
      }
      assertThat(times).isSorted();
    }
  }

  @Test
  void badRowsEndWithOneUnlessTheyAreToBeSkipped() throws IOException {
    kafka.createTopic("with-bad-rows", 1);
    String file = "id,customer,at,paid\no1,c1,1700000000,1.25\no2,c1,never,1.25\n";

    assertThat(replay("with-bad-rows", file)).isEqualTo(1);
    assertThat(replay("with-bad-rows", file, "--skipBadRows")).isZero();
    try (Topics topics = Topics.at(kafka.bootstrapServers())) {
      assertThat(topics.endOffsets("with-bad-rows")).isEqualTo(Map.of(0, 2L));
    }
  }

  @Test
  void aMissingTopicEndsWithThreeAndAMissingColumnWithTwo() throws IOException {
    assertThat(replay("no-such-topic", "id,customer,at,paid\n")).isEqualTo(3);
    assertThat(replay("orders", "id,customer,at,price\n")).isEqualTo(2);
  }

  private int replay(String topic, String csv, String... more) throws IOException {
    Path input = Files.writeString(folder.resolve("orders.csv"), csv);
    Path mapping =
        Files.writeString(
            folder.resolve("orders.properties"),
            """
            event_id = {id}
            user_id = {customer}
            event_type = purchase
            event_ts = {at}
            timestamp.format = epoch_seconds
            revenue = {paid}
            """);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--input=" + input,
                "--mapping=" + mapping,
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--topic=" + topic));
    arguments.addAll(List.of(more));
    return Commands.execute(new Replay(), arguments.toArray(String[]::new));
  }

  private static List<ConsumerRecord<String, byte[]>> consume(
      String topic, int partitions, int count) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
