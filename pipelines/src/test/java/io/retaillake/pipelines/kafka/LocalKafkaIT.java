package io.retaillake.pipelines.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.LocalKafkaOptions.BehindProxy;
import io.retaillake.pipelines.runner.EmbeddedFlink;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

  private static final String TOPIC = "retail-events";

  @TempDir private Path folder;

  @Test
  void whatIsProducedIsConsumedWithTheBrokersAppendTime() throws Exception {
    long before = System.currentTimeMillis();
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary())) {
      kafka.createTopic(TOPIC, 1);
      long lastYear = before - Duration.ofDays(365).toMillis();
      produce(kafka, new ProducerRecord<>(TOPIC, 0, lastYear, "user-1", "hello"));

      List<ConsumerRecord<String, String>> records = consume(kafka, 1);

      assertThat(records).hasSize(1);
      assertThat(records.get(0).value()).isEqualTo("hello");
      assertThat(records.get(0).timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
      assertThat(records.get(0).timestamp()).isBetween(before, System.currentTimeMillis());
    }
  }

  @Test
  void aNamedFolderKeepsItsRecordsAndItsClusterOverARestart() throws Exception {
    LocalKafkaOptions options = LocalKafkaOptions.keptIn(folder.resolve("kafka data"));
    try (LocalKafka kafka = LocalKafka.start(options)) {
      kafka.createTopic(TOPIC, 2);
      produce(kafka, new ProducerRecord<>(TOPIC, 0, "user-1", "first"));
    }
    String identity = Files.readString(folder.resolve("kafka data/meta.properties"));
    try (LocalKafka kafka = LocalKafka.start(options);
        Topics topics = Topics.at(kafka.bootstrapServers())) {
      produce(kafka, new ProducerRecord<>(TOPIC, 0, "user-1", "second"));

      assertThat(consume(kafka, 2))
          .extracting(ConsumerRecord::value)
          .containsExactly("first", "second");
      assertThat(topics.partitionCount(TOPIC)).isEqualTo(2);
      assertThat(topics.beginOffsets(TOPIC)).isEqualTo(Map.of(0, 0L, 1, 0L));
      assertThat(topics.endOffsets(TOPIC)).isEqualTo(Map.of(0, 2L, 1, 0L));
    }
    assertThat(folder.resolve("kafka data/meta.properties")).hasContent(identity);
  }

  @Test
  void aTemporaryFolderIsRemovedAtTheEnd() {
    Path data;
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary())) {
      data = kafka.dataFolder();
      assertThat(data).isDirectory();
    }
    assertThat(data).doesNotExist();
  }

  @Test
  void theBrokerListensOnLoopbackOnly() throws Exception {
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary())) {
      int port = Integer.parseInt(kafka.bootstrapServers().split(":")[1]);
      assertThat(canConnect(InetAddress.getByName("127.0.0.1"), port)).isTrue();
      for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
        for (InetAddress address : network.inetAddresses().toList()) {
          if (!address.isLoopbackAddress()) {
            assertThat(canConnect(address, port)).as("reached on %s", address).isFalse();
          }
        }
      }
    }
  }

  @Test
  void aPortThatIsTakenIsAUserError() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      LocalKafkaOptions options = LocalKafkaOptions.temporary().withPort(taken.getLocalPort());

      assertThatThrownBy(() -> LocalKafka.start(options))
          .isInstanceOfSatisfying(
              UserError.class,
              error -> {
                assertThat(error.exitCode()).isEqualTo(ExitCode.IO);
                assertThat(error.problem()).isEqualTo("port " + options.port() + " is taken");
              });
    }
  }

  @Test
  void aFolderInUseByAnotherBrokerIsAUserError() {
    LocalKafkaOptions options = LocalKafkaOptions.keptIn(folder.resolve("kafka"));
    try (LocalKafka first = LocalKafka.start(options)) {
      assertThatThrownBy(() -> LocalKafka.start(options))
          .isInstanceOfSatisfying(
              UserError.class,
              error -> {
                assertThat(error.exitCode()).isEqualTo(ExitCode.IO);
                assertThat(error.problem()).endsWith("is in use");
              });
      assertThat(first.bootstrapServers()).isNotBlank();
    }
  }

  @Test
  void whoComesThroughAProxyIsToldToGoOnThroughIt() throws Exception {
    int port = EmbeddedFlink.freePort();
    int proxyPort = EmbeddedFlink.freePort();
    // The broker's other port stands for the proxy's: who is told it finds a broker there.
    LocalKafkaOptions options =
        LocalKafkaOptions.temporary()
            .withPort(proxyPort)
            .withBehindProxy(new BehindProxy(port, proxyPort));
    try (LocalKafka kafka = LocalKafka.start(options)) {
      assertThat(kafka.bootstrapServers()).isEqualTo("127.0.0.1:" + proxyPort);
      assertThat(portToldBy("127.0.0.1:" + port)).isEqualTo(proxyPort);
    }
  }

  @Test
  void aFolderWithSomethingElseInItIsLeftAlone() throws IOException {
    Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> LocalKafka.start(LocalKafkaOptions.keptIn(folder)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it holds something else than a broker's data");
    assertThat(precious).hasContent("years of work");
    assertThat(folder.toFile().list()).containsExactly("thesis.txt");
  }

  @Test
  void aMissingTopicAndAnotherPartitionCountSayWhatToDo() {
    try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary());
        Topics topics = Topics.at(kafka.bootstrapServers())) {
      assertThatThrownBy(() -> topics.endOffsets("retail-event"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("there is no topic retail-event at " + kafka.bootstrapServers())
          .hasMessageContaining("--create --topic retail-event");
      topics.ensure(TOPIC, 4);
      topics.ensure(TOPIC, 4);
      assertThatThrownBy(() -> topics.ensure(TOPIC, 2))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("topic retail-events has 4 partitions, not 2");
    }
  }

  @Test
  void anAddressWithoutABrokerIsAUserErrorWithinTenSeconds() {
    long start = System.nanoTime();

    assertThatThrownBy(() -> Topics.at("127.0.0.1:1"))
        .isInstanceOfSatisfying(
            UserError.class,
            error -> {
              assertThat(error.exitCode()).isEqualTo(ExitCode.KAFKA);
              assertThat(error.problem()).isEqualTo("no Kafka broker answers at 127.0.0.1:1");
            });
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(14));
    assertThatThrownBy(() -> Topics.at("no port"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Give --bootstrapServers as host:port");
  }

  private static int portToldBy(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return admin.describeCluster().nodes().get().iterator().next().port();
    }
  }

  private static boolean canConnect(InetAddress address, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (ConnectException | SocketTimeoutException e) {
      return false;
    }
  }

  private static void produce(LocalKafka kafka, ProducerRecord<String, String> record)
      throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(record).get();
    }
  }

  private static List<ConsumerRecord<String, String>> consume(LocalKafka kafka, int count) {
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new StringDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long deadline = System.nanoTime() + 20_000_000_000L;
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
