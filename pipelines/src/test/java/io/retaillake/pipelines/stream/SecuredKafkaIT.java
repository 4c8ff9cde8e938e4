package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.SecuredKafka;
import io.retaillake.pipelines.simulate.Simulate;
import io.retaillake.transforms.tables.SilverEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.provider.EnvVarConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The programs and a Kafka that asks who they are, by TLS and SASL, and allows no more than it
 * must.
 */
class SecuredKafkaIT {

  private static final String TOPIC = "retail-events";
  private static final String SHOP_PASSWORD = "of-the-shop";
  private static final String STREAM_PASSWORD = "of-the-stream";
  private static final Map<String, String> FROM_THE_ENVIRONMENT =
      Map.of(
          "config.providers",
          "env",
          "config.providers.env.class",
          EnvVarConfigProvider.class.getName());

  @TempDir private static Path folder;
  private static SecuredKafka kafka;

  @BeforeAll
  static void letTheShopWriteAndTheStreamRead() throws Exception {
    kafka =
        SecuredKafka.start(
            folder,
            Map.of("shop", SHOP_PASSWORD, "stream", STREAM_PASSWORD, "stranger", "of-nobody"));
    kafka.createTopic(TOPIC, 2);
    kafka.allow("shop", AclOperation.WRITE, TOPIC);
    kafka.allow("stream", AclOperation.READ, TOPIC);
    int code =
        new CommandLine(new Simulate())
            .execute(
                "--bootstrapServers=" + kafka.bootstrapServers(),
                "--clientProperties=" + properties("shop", SHOP_PASSWORD, Map.of()),
                "--events=1000",
                "--duplicateShare=0",
                "--malformedShare=0");
    assertThat(code).isZero();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void aStreamThatMayOnlyReadTheTopicReadsItAndTellsItsPasswordToNobody() throws Exception {
    Path lakehouse = folder.resolve("lakehouse");
    Path output = folder.resolve("stream.log");
    Path properties = properties("stream", "${env:KAFKA_PASSWORD}", FROM_THE_ENVIRONMENT);

    Process stream = start(output, lakehouse, properties);

    assertThat(stream.waitFor()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("balanced").doesNotContain(STREAM_PASSWORD);
    assertThat(DeltaTable.open(lakehouse.toString(), SilverEvents.TABLE).snapshot().rowCount())
        .isEqualTo(1000);
    assertThat(filesWith(STREAM_PASSWORD, lakehouse)).isEmpty();
  }

  @Test
  void aWrongPasswordIsToldBeforeAnythingIsMade() throws Exception {
    Path lakehouse = folder.resolve("never");
    Path properties = properties("stream", "of-a-guess", Map.of());

    assertThatThrownBy(() -> StreamPipeline.run(arguments(lakehouse, properties)))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.KAFKA))
        .hasMessageContaining("does not let us in");
    assertThat(lakehouse).doesNotExist();
  }

  @Test
  void aUserWithoutTheRightToReadIsToldBeforeAnythingIsMade() throws Exception {
    Path lakehouse = folder.resolve("neither");
    Path properties = properties("stranger", "of-nobody", Map.of());

    assertThatThrownBy(() -> StreamPipeline.run(arguments(lakehouse, properties)))
        .isInstanceOfSatisfying(
            UserError.class, error -> assertThat(error.exitCode()).isEqualTo(ExitCode.KAFKA));
    assertThat(lakehouse).doesNotExist();
  }

  private static Process start(Path output, Path lakehouse, Path properties) throws IOException {
    ProcessBuilder builder = StreamJvm.with(List.of(arguments(lakehouse, properties)));
    builder.environment().put("KAFKA_PASSWORD", STREAM_PASSWORD);
    return builder.redirectOutput(output.toFile()).start();
  }

  private static String[] arguments(Path lakehouse, Path properties) {
    return new String[] {
      "--bootstrapServers=" + kafka.bootstrapServers(),
      "--topic=" + TOPIC,
      "--lakehouse=" + lakehouse,
      "--consumerConfigFile=" + properties,
      "--untilNow=true"
    };
  }

  private static Path properties(String user, String password, Map<String, String> more)
      throws IOException {
    Properties properties = new Properties();
    properties.putAll(kafka.clientProperties(user, password));
    properties.putAll(more);
    Path file = Files.createTempFile(folder, user, ".properties");
    try (var out = Files.newBufferedWriter(file)) {
      properties.store(out, null);
    }
    return file;
  }

  private static List<Path> filesWith(String text, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, text)).toList();
    }
  }

  private static boolean contains(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
