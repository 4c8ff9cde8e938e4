package io.retaillake.pipelines.kafka;

import com.google.common.base.Splitter;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.LocalKafkaOptions.BehindProxy;
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
      "3:the broker does not start",
      "5:the port is taken, or the data folder can't be used",
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

  @Option(
      names = "--behindProxy",
      paramLabel = "PORT:PROXY",
      description = {
        "listen on PORT too, for clients that come through a proxy, and tell them to go on",
        "through it, on port PROXY of 127.0.0.1"
      })
  private String behindProxy;

  public static void main(String[] args) {
    System.exit(Commands.execute(new KafkaServer(), args));
  }

  @Override
  public Integer call() throws InterruptedException {
    LocalKafkaOptions options =
        new LocalKafkaOptions(
            port,
            Optional.ofNullable(data),
            Optional.ofNullable(behindProxy).map(KafkaServer::behindProxy));
    try (LocalKafka kafka = LocalKafka.start(options)) {
      topics.forEach(topic -> kafka.createTopic(topic, partitions));
      System.out.println("Kafka ready at " + kafka.bootstrapServers());
      // A signal ends the JVM, whose hook stops the broker.
      new CountDownLatch(1).await();
    }
    return ExitCode.OK.code();
  }

  private static BehindProxy behindProxy(String ports) {
    try {
      List<String> parts = Splitter.on(':').splitToList(ports);
      return new BehindProxy(Integer.parseInt(parts.get(0)), Integer.parseInt(parts.get(1)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new UserError(
          ExitCode.USAGE,
          "--behindProxy=" + ports + " is not understood",
          "it names two ports",
          "Give the broker's own and the proxy's, such as --behindProxy=9093:9094",
          e);
    }
  }
}
