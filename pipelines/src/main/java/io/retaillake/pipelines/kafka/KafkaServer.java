package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A local Kafka in a process of its own, until Ctrl-C. */
@Command(
    name = "kafka-server",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a Kafka broker on 127.0.0.1 until Ctrl-C.",
      "",
      "When it takes requests it prints one line: Kafka ready at 127.0.0.1:<port>",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:wrong usage",
      "3:the port is taken, or the broker does not start",
      "5:the data folder can't be used",
      "130, 143:stopped by Ctrl-C or SIGTERM, as it should be"
    })
public final class KafkaServer implements Callable<Integer> {

  @Option(
      names = "--port",
      defaultValue = "9092",
      paramLabel = "PORT",
      description = "where to listen; 0 takes a free port (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "keep the data here, and open it again next time; without it, all is removed")
  private Path data;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "create this topic if it is not there; may be given several times")
  private List<String> topics = List.of();

  @Option(
      names = "--partitions",
      defaultValue = "4",
      paramLabel = "N",
      description = "of each topic that is created (default: ${DEFAULT-VALUE})")
  private int partitions;

  public static void main(String[] args) {
    System.exit(Commands.execute(new KafkaServer(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalKafkaOptions options = new LocalKafkaOptions(port, Optional.ofNullable(data));
    try (LocalKafka kafka = LocalKafka.start(options)) {
      topics.forEach(topic -> kafka.createTopic(topic, partitions));
      System.out.println("Kafka ready at " + kafka.bootstrapServers());
      // A signal ends the JVM, whose hook stops the broker.
      new CountDownLatch(1).await();
    }
    return ExitCode.OK.code();
  }
}
