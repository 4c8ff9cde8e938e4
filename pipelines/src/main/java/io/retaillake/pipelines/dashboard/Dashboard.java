package io.retaillake.pipelines.dashboard;

import io.retaillake.dashboard.server.ServerSettings;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.Durations;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.ClientProperties;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.warehouse.WarehouseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the page and its API until it is stopped. Nothing can be changed through them. */
@Command(
    name = "dashboard",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Serves the lakehouse's figures as a page that stays live, and as JSON.",
      "",
      "The folder of the lakehouse may be made, or made anew, while it runs. When it takes"
          + " requests",
      "it prints one line: Dashboard at http://<host>:<port>/",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "2:wrong usage",
      "3:the broker does not answer, or has no such topic",
      "5:the port is taken",
      "130, 143:stopped by Ctrl-C or SIGTERM, as it should be"
    })
public final class Dashboard implements Callable<Integer> {

  public static final int DEFAULT_PORT = 8080;

  private static final String TOKEN_VARIABLE = "DASHBOARD_TOKEN";

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "folder of the Delta tables (default: ${DEFAULT-VALUE})")
  private Path lakehouse;

  @Option(
      names = "--warehouse",
      defaultValue = WarehouseOptions.DEFAULT_FILE,
      paramLabel = "FILE",
      description =
          "the DuckDB file that the charts are asked of; what changed is published to it (default:"
              + " ${DEFAULT-VALUE})")
  private Path warehouse;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      paramLabel = "HOST",
      description =
          "where to listen; beyond this machine a token is needed (default: ${DEFAULT-VALUE})")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "" + DEFAULT_PORT,
      paramLabel = "PORT",
      description = "0 takes a free port (default: ${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--tokenFile",
      paramLabel = "FILE",
      description =
          "holds what everybody must show; or give that by the environment variable "
              + TOKEN_VARIABLE)
  private Path tokenFile;

  @Option(
      names = "--requestsPerSecond",
      defaultValue = "" + ServerSettings.REQUESTS_PER_SECOND,
      paramLabel = "N",
      description = "how many of one address are answered (default: ${DEFAULT-VALUE})")
  private int requestsPerSecond;

  @Option(
      names = "--timeout",
      defaultValue = "10s",
      paramLabel = "DURATION",
      description = "how long a figure may take (default: ${DEFAULT-VALUE})")
  private String timeout;

  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      description = "the Kafka whose waiting records are shown; without it, none are")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      defaultValue = "retail-events",
      paramLabel = "NAME",
      description = "the topic that the lakehouse is written from (default: ${DEFAULT-VALUE})")
  private String topic;

  @Option(
      names = "--consumerConfigFile",
      paramLabel = "FILE",
      description = "further properties for Kafka, such as those for TLS and SASL")
  private Path consumerConfigFile;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Dashboard(), args));
  }

  @Override
  public Integer call() throws Exception {
    ServerSettings settings = settings();
    Duration patience = Durations.parsePositive("--timeout", timeout);
    Optional<TopicLag> lag = lag();
    try (ServedDashboard dashboard =
        ServedDashboard.start(
            lakehouse,
            warehouse,
            settings,
            patience,
            () -> lag.map(TopicLag::get).orElse(OptionalLong.empty()))) {
      if (!Files.isDirectory(lakehouse)) {
        System.out.println(
            "There is no lakehouse at " + lakehouse + " yet; the page waits for it.");
      }
      System.out.println("Dashboard at " + dashboard.url());
      // A signal ends the JVM.
      new CountDownLatch(1).await();
    } finally {
      lag.ifPresent(TopicLag::close);
    }
    return ExitCode.OK.code();
  }

  private Optional<TopicLag> lag() {
    return bootstrapServers == null
        ? Optional.empty()
        : Optional.of(
            TopicLag.follow(
                lakehouse.toString(),
                Topics.at(
                    bootstrapServers,
                    ClientProperties.load("--consumerConfigFile", consumerConfigFile)),
                topic));
  }

  private ServerSettings settings() {
    try {
      return new ServerSettings(host, port, token(), requestsPerSecond);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE,
          "the dashboard can't be served with these options",
          e.getMessage().replaceFirst("\\.$", ""),
          "See --help: --host, --port, --tokenFile and --requestsPerSecond");
    }
  }

  /** Never an argument: a list of processes shows those. */
  private Optional<String> token() {
    if (tokenFile == null) {
      return Optional.ofNullable(System.getenv(TOKEN_VARIABLE));
    }
    try {
      return Optional.of(Files.readString(tokenFile).strip());
    } catch (IOException e) {
      throw new UserError(
          ExitCode.IO,
          "the token can't be read from " + tokenFile,
          e.toString(),
          "Correct --tokenFile",
          e);
    }
  }
}
