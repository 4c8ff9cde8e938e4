package io.retaillake.pipelines.simulate;

import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_DUPLICATE_SHARE;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_EVENTS;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_LATE_SHARE;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_MALFORMED_SHARE;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_SEED;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.Durations;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.ClientProperties;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sends a simulated shop's events to Kafka. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Sends the events of a simulated shop to Kafka: 65 weeks from 2024-10-07, as fast as Kafka"
          + " takes them, or, with --live, stamped with now.",
      "",
      "The same options give the same records, byte for byte.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all was sent, or as much as there was before Ctrl-C",
      "2:wrong usage",
      "3:Kafka can't be reached, the topic is missing or has another number of partitions"
    })
public final class Simulate implements Callable<Integer> {

  private static final int MOST_SECONDS_TO_STOP = 15;

  @Option(names = "--bootstrapServers", defaultValue = "localhost:9092", paramLabel = "HOST:PORT")
  private String bootstrapServers;

  @Option(names = "--topic", defaultValue = "retail-events", paramLabel = "NAME")
  private String topic;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      showDefaultValue = Help.Visibility.NEVER,
      description = "create the topic with so many if it is not there")
  private Integer partitions;

  @Option(
      names = "--events",
      defaultValue = "" + DEFAULT_EVENTS,
      paramLabel = "N",
      description = "distinct well-formed events; duplicates and malformed records come on top")
  private long events;

  @Option(names = "--seed", defaultValue = "" + DEFAULT_SEED, paramLabel = "N")
  private long seed;

  @Option(
      names = "--customers",
      paramLabel = "N",
      showDefaultValue = Help.Visibility.NEVER,
      description = "(default: one for every 50 events, so that a tenth are purchases)")
  private Integer customers;

  @Option(
      names = "--lateShare",
      defaultValue = "" + DEFAULT_LATE_SHARE,
      paramLabel = "SHARE",
      description = "of the events, behind their partition's watermark when they come")
  private double lateShare;

  @Option(
      names = "--outOfOrderness",
      defaultValue = "2s",
      paramLabel = "DURATION",
      description = "of the pipeline that will read: how far its watermark stays behind")
  private String outOfOrderness;

  @Option(
      names = "--duplicateShare",
      defaultValue = "" + DEFAULT_DUPLICATE_SHARE,
      paramLabel = "SHARE",
      description = "producer retries for each event: same bytes, new offset")
  private double duplicateShare;

  @Option(
      names = "--malformedShare",
      defaultValue = "" + DEFAULT_MALFORMED_SHARE,
      paramLabel = "SHARE",
      description = "records for each event that can't be accepted")
  private double malformedShare;

  @Option(
      names = "--eventsPerSecond",
      defaultValue = "0",
      paramLabel = "RATE",
      description = "records a second; 0 is as fast as possible")
  private double eventsPerSecond;

  @Option(names = "--clientProperties", paramLabel = "FILE", description = "for TLS and SASL")
  private Path clientProperties;

  @Option(
      names = "--live",
      showDefaultValue = Help.Visibility.NEVER,
      description = "stamp each event with now; needs --eventsPerSecond")
  private boolean live;

  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Simulate(), args));
  }

  @Override
  public Integer call() {
    if (live && eventsPerSecond == 0) {
      throw wrongOptions("--live does not say how fast", "Add, say, --eventsPerSecond=100", null);
    }
    try {
      Pace pace = Pace.perSecond(eventsPerSecond);
      SimulationOptions withoutTopic = options();
      Map<String, String> client = ClientProperties.load("--clientProperties", clientProperties);
      SimulationOptions options = withoutTopic.withPartitions(partitionsOfTopic(client));
      send(simulation(options), pace, expectedRecords(options), client);
    } catch (IllegalArgumentException e) {
      throw wrongOptions(e.getMessage(), "Change the option; --help lists them all", e);
    }
    return ExitCode.OK.code();
  }

  private SimulationOptions options() {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withEvents(events)
            .withSeed(seed)
            .withLateShare(lateShare)
            .withOutOfOrderness(Durations.parse("--outOfOrderness", outOfOrderness))
            .withDuplicateShare(duplicateShare)
            .withMalformedShare(malformedShare);
    return customers == null ? options : options.withCustomers(customers);
  }

  private int partitionsOfTopic(Map<String, String> client) {
    try (Topics topics = Topics.at(bootstrapServers, client)) {
      if (partitions != null) {
        topics.ensure(topic, partitions);
      }
      return topics.partitionCount(topic);
    }
  }

  private Simulation simulation(SimulationOptions options) {
    return live ? Simulation.live(options, InstantSource.system()) : Simulation.of(options);
  }

  private static long expectedRecords(SimulationOptions options) {
    double each = 1 + options.duplicateShare() + options.malformedShare();
    return Math.round(options.events() * each);
  }

  /** Sends until all is sent or the process is told to end, and sums up either way. */
  private void send(
      Simulation simulation, Pace pace, long expectedRecords, Map<String, String> client) {
    AtomicBoolean stopped = new AtomicBoolean();
    CountDownLatch summedUp = new CountDownLatch(1);
    Thread stopAndSumUp =
        new Thread(
            () -> {
              stopped.set(true);
              if (!Uninterruptibles.awaitUninterruptibly(summedUp, MOST_SECONDS_TO_STOP, SECONDS)) {
                System.err.println("Kafka is slow to acknowledge: some records may not be in it");
              }
            });
    Runtime.getRuntime().addShutdownHook(stopAndSumUp);
    long startNanos = System.nanoTime();
    try (EventSender sender = EventSender.to(bootstrapServers, topic, client);
        ProgressLine progress = ProgressLine.start("simulate", OptionalLong.of(expectedRecords))) {
      long sent =
          SimulationSender.sendAll(simulation, sender, pace, progress::update, stopped::get);
      progress.close();
      sumUp(sent, simulation.report(), (System.nanoTime() - startNanos) / 1e9);
    } finally {
      summedUp.countDown();
    }
  }

  private void sumUp(long sent, SimulationReport report, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "Sent %,d records to %s in %.1f s, %,.0f/s%n",
        sent,
        topic,
        seconds,
        sent / seconds);
    out.printf(
        Locale.ROOT,
        "  events      %,d, of them %,d purchases and %,d returns%n",
        report.events(),
        report.purchases(),
        report.returns());
    out.printf(Locale.ROOT, "  revenue     %,.2f USD, returns taken off%n", report.revenueUsd());
    out.printf(
        Locale.ROOT,
        "  late        %,d and too late %,d, together %.2f%%%n",
        report.late(),
        report.tooLate(),
        100 * report.lateShare());
    out.printf(Locale.ROOT, "  duplicates  %,d%n", report.duplicates());
    out.printf(Locale.ROOT, "  malformed   %,d%n", report.malformed());
    out.flush();
  }

  private static UserError wrongOptions(String problem, String remedy, @Nullable Throwable cause) {
    return new UserError(
        ExitCode.USAGE,
        problem,
        "the options do not go together or are out of range",
        remedy,
        cause);
  }
}
