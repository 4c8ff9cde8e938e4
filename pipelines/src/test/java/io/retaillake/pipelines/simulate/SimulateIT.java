package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The command against a real broker. */
class SimulateIT {

  private static LocalKafka kafka;

  @BeforeAll
  static void startKafka() {
    kafka = LocalKafka.start(LocalKafkaOptions.temporary());
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void theTopicHoldsTheSimulationsRecordsInTheirOrder() {
    int exit = simulate("--topic=whole", "--partitions=3", "--events=5000", "--seed=7");
    List<SimulatedRecord> made = new ArrayList<>();
    Simulation.of(SimulationOptions.defaults().withEvents(5_000).withSeed(7).withPartitions(3))
        .forEachRemaining(made::add);

    assertThat(exit).isEqualTo(ExitCode.OK.code());
    for (int partition = 0; partition < 3; partition++) {
      int number = partition;
      assertThat(values("whole", partition))
          .containsExactlyElementsOf(
              made.stream()
                  .filter(record -> record.partition() == number)
                  .map(record -> new String(record.value(), StandardCharsets.ISO_8859_1))
                  .toList());
    }
  }

  @Test
  void thePartitionsOfATopicThatIsThereAreItsOwn() {
    kafka.createTopic("narrow", 1);

    assertThat(simulate("--topic=narrow", "--events=1000")).isEqualTo(ExitCode.OK.code());
    try (Topics topics = Topics.at(kafka.bootstrapServers())) {
      assertThat(topics.endOffsets("narrow")).isEqualTo(Map.of(0, 1_021L));
    }
  }

  @Test
  void liveRunsAtItsPace() {
    int exit =
        simulate(
            "--topic=live", "--partitions=2", "--live", "--events=1000", "--eventsPerSecond=2000");

    assertThat(exit).isEqualTo(ExitCode.OK.code());
  }

  @Test
  void aMissingTopicOrAnotherNumberOfPartitionsEndsWithKafkasCode() {
    kafka.createTopic("two", 2);

    assertThat(simulate("--topic=missing")).isEqualTo(ExitCode.KAFKA.code());
    assertThat(simulate("--topic=two", "--partitions=3")).isEqualTo(ExitCode.KAFKA.code());
  }

  @Test
  void wrongOptionsEndWithUsage() {
    kafka.createTopic("usage", 1);

    assertThat(simulate("--topic=usage", "--events=0")).isEqualTo(ExitCode.USAGE.code());
    assertThat(simulate("--topic=usage", "--lateShare=0.9")).isEqualTo(ExitCode.USAGE.code());
    assertThat(simulate("--topic=usage", "--live")).isEqualTo(ExitCode.USAGE.code());
    assertThat(simulate("--topic=usage", "--customers=500", "--events=600"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(simulate("--noSuchOption")).isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void theSummaryAddsUp() {
    PrintStream standardOut = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      simulate("--topic=summary", "--partitions=4", "--events=2000");
    } finally {
      System.setOut(standardOut);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Sent 2,042 records to summary in ")
        .contains("  events      2,000, of them ")
        .contains("  duplicates  40\n  malformed   2\n");
  }

  private static int simulate(String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--bootstrapServers=" + kafka.bootstrapServers());
    return Commands.execute(new Simulate(), all.toArray(String[]::new));
  }

  private static List<String> values(String topic, int partition) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    TopicPartition here = new TopicPartition(topic, partition);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(here));
      consumer.seekToBeginning(List.of(here));
      long end = consumer.endOffsets(List.of(here)).get(here);
      while (consumer.position(here) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          values.add(new String(record.value(), StandardCharsets.ISO_8859_1));
        }
      }
    }
    return values;
  }
}
