package io.retaillake.pipelines.replay;

import com.google.common.util.concurrent.RateLimiter;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.kafka.ClientProperties;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends a file of the user's own orders to the topic, as events.
 *
 * <p>Rows go in the file's order, keyed by {@code user_id}, so that a partition has its customers'
 * events in that order: sort the file by time, or the pipeline will judge many late. Memory does
 * not grow with the file.
 */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends a file of your own orders (CSV or Parquet) to the topic, as events.",
      "",
      "A mapping says which column becomes which field; see docs/replay.md. Sort the file by time.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all rows were sent",
      "1:some rows are bad, and --skipBadRows was not given; all others were sent",
      "2:wrong usage, or a mapping that does not fit the file",
      "3:Kafka can't be reached, or the topic is missing",
      "5:the file can't be read"
    })
public final class Replay implements Callable<Integer> {

  @Option(
      names = "--input",
      required = true,
      paramLabel = "FILE",
      description = "orders in .csv (with names in the first line) or .parquet")
  private Path input;

  @Option(
      names = "--mapping",
      required = true,
      paramLabel = "FILE|NAME",
      description = "a mapping file, or the name of a ready one: complete-journey")
  private String mapping;

  @Option(
      names = "--bootstrapServers",
      defaultValue = "localhost:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka's address (default: ${DEFAULT-VALUE})")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      defaultValue = "retail-events",
      paramLabel = "NAME",
      description = "the topic, which must be there (default: ${DEFAULT-VALUE})")
  private String topic;

  @Option(
      names = "--acks",
      defaultValue = "all",
      paramLabel = "all|1|0",
      description =
          "whose acknowledgement a record needs; only 'all' is safe against loss and doubles"
              + " (default: ${DEFAULT-VALUE})")
  private String acks;

  @Option(
      names = "--eventsPerSecond",
      defaultValue = "0",
      paramLabel = "N",
      description = "how fast to send; 0 is as fast as possible (default: ${DEFAULT-VALUE})")
  private double eventsPerSecond;

  @Option(
      names = "--skipBadRows",
      description = "end with 0 even though some rows could not become events")
  private boolean skipBadRows;

  @Option(
      names = "--clientProperties",
      paramLabel = "FILE",
      description = "Kafka client properties, such as those for TLS and SASL")
  private Path clientProperties;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Replay(), args));
  }

  @Override
  public Integer call() throws IOException {
    EventMapping events = EventMapping.load(mapping);
    Map<String, String> client = ClientProperties.load("--clientProperties", clientProperties);
    try (OrderFile file = OrderFile.open(input, events.csv())) {
      RowToEvent mapper = new RowToEvent(events, file.columns());
      try (Topics topics = Topics.at(bootstrapServers, client)) {
        topics.partitionCount(topic);
      }
      return send(file, mapper, client).code();
    }
  }

  private ExitCode send(OrderFile file, RowToEvent mapper, Map<String, String> client)
      throws IOException {
    long start = System.nanoTime();
    ReplayedFile replayed = new ReplayedFile();
    try (EventSender sender = EventSender.to(bootstrapServers, topic, withAcks(client));
        ProgressLine progress = ProgressLine.start("replay", file.rowCount())) {
      replayed.send(file, mapper, throttled(sender), progress);
      sender.finish();
    }
    print(replayed, (System.nanoTime() - start) / 1e9);
    return replayed.badRows().count() == 0 || skipBadRows ? ExitCode.OK : ExitCode.FAILED;
  }

  private Map<String, String> withAcks(Map<String, String> client) {
    Map<String, String> settings = new HashMap<>(client);
    settings.put("acks", acks);
    if (!acks.equals("all")) {
      settings.put("enable.idempotence", "false");
    }
    return settings;
  }

  private ReplayedFile.Sink throttled(EventSender sender) {
    if (eventsPerSecond <= 0) {
      return sender::send;
    }
    RateLimiter limiter = RateLimiter.create(eventsPerSecond);
    return (key, value) -> {
      limiter.acquire();
      sender.send(key, value);
    };
  }

  private void print(ReplayedFile replayed, double seconds) {
    line("Replayed %s: %,d rows in %.1f s", input, replayed.rows(), seconds);
    line(
        "  sent       %,d events to %s at %s (%,.0f/s)",
        replayed.events(), topic, bootstrapServers, replayed.events() / seconds);
    line("  revenue    %,.2f USD", replayed.revenueUsd());
    if (replayed.backwards() > 0) {
      line(
          "  order      %,d events are older than one before them: sort the file by time, or the"
              + " pipeline may judge them late",
          replayed.backwards());
    }
    line("  bad rows   %,d", replayed.badRows().count());
    replayed.badRows().first().forEach(bad -> line("    %s", bad));
    long more = replayed.badRows().count() - replayed.badRows().first().size();
    if (more > 0) {
      line("    ... and %,d more", more);
    }
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
