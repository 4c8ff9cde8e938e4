package io.retaillake.pipelines.demo;

import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_DUPLICATE_SHARE;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_EVENTS;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_LATE_SHARE;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_MALFORMED_SHARE;
import static io.retaillake.pipelines.simulate.SimulationOptions.DEFAULT_SEED;

import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.pipelines.books.Books;
import io.retaillake.pipelines.books.BooksReader;
import io.retaillake.pipelines.charts.WriteCharts;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.dashboard.Dashboard;
import io.retaillake.pipelines.experiment.AnalyzeExperiment;
import io.retaillake.pipelines.features.BuildUserFeatures;
import io.retaillake.pipelines.features.FeatureRun;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.segments.SegmentCustomers;
import io.retaillake.pipelines.segments.SegmentRun;
import io.retaillake.pipelines.simulate.Pace;
import io.retaillake.pipelines.simulate.Simulation;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.simulate.SimulationSender;
import io.retaillake.pipelines.stream.StreamPipeline;
import io.retaillake.pipelines.stream.StreamRun;
import io.retaillake.pipelines.value.EstimateCustomerValue;
import io.retaillake.pipelines.value.ValueRun;
import io.retaillake.pipelines.warehouse.WarehouseTour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/**
 * The first command: a broker, a simulated shop, the stream into Delta tables, the books, the
 * customers' features, value and segments, a win-back test, and the warehouse, in one process. Ends
 * with a code other than 0 if a step fails or its books do not balance.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Simulates a shop, streams its events from Kafka into Delta tables, prints the books, builds"
          + " the customers' features, says what they are worth and who they are, analyzes a"
          + " simulated win-back test, publishes the tables to an embedded warehouse and asks it.",
      "",
      "Options that are not listed here go to the stream; its own --help lists them."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all books balance",
      "1:some do not, or the run failed",
      "2:wrong usage",
      "3:Kafka can't be started or reached",
      "4:the lakehouse can't be used",
      "5:a file can't be written, or the disk is full",
      "6:the warehouse can't be used",
      "7:there are too few customers for the models",
      "8:a fit does not converge",
      "9:MLflow can't be used"
    })
public final class Demo implements Callable<Integer> {

  @Option(names = "--events", defaultValue = "" + DEFAULT_EVENTS, paramLabel = "N")
  private long events;

  @Option(names = "--seed", defaultValue = "" + DEFAULT_SEED, paramLabel = "N")
  private long seed;

  @Option(names = "--lateShare", defaultValue = "" + DEFAULT_LATE_SHARE, paramLabel = "SHARE")
  private double lateShare;

  @Option(
      names = "--duplicateShare",
      defaultValue = "" + DEFAULT_DUPLICATE_SHARE,
      paramLabel = "SHARE")
  private double duplicateShare;

  @Option(
      names = "--malformedShare",
      defaultValue = "" + DEFAULT_MALFORMED_SHARE,
      paramLabel = "SHARE")
  private double malformedShare;

  @Option(
      names = "--partitions",
      defaultValue = "" + SimulationOptions.DEFAULT_PARTITIONS,
      paramLabel = "N")
  private int partitions;

  @Option(
      names = "--bootstrapServers",
      paramLabel = "HOST:PORT",
      showDefaultValue = Help.Visibility.NEVER,
      description = "your own Kafka; without it, a broker runs in this process")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      defaultValue = "retail-events",
      paramLabel = "NAME",
      description = "the topic, which is created if it is not there")
  private String topic;

  @Option(
      names = "--kafkaData",
      paramLabel = "FOLDER",
      showDefaultValue = Help.Visibility.NEVER,
      description = "keep the data of the broker in this process; without it, all is removed")
  private Path kafkaData;

  @Option(names = "--lakehouse", defaultValue = "./data/lakehouse", paramLabel = "FOLDER")
  private Path lakehouse;

  @Option(
      names = "--tracking",
      defaultValue = "./data/tracking",
      paramLabel = "PLACE",
      description = "where runs of models are recorded: a folder, or an MLflow server's URI")
  private String tracking;

  @Option(
      names = "--warehouse",
      paramLabel = "FILE",
      showDefaultValue = Help.Visibility.NEVER,
      description = "the DuckDB file; without it, warehouse.duckdb beside the lakehouse")
  private Path warehouse;

  @Option(names = "--runner", defaultValue = "DirectRunner", paramLabel = "RUNNER")
  private String runner;

  @Option(
      names = "--serve",
      description = "serve the page at the end; by default where there is a terminal")
  private boolean serve;

  @Option(names = "--noServe", description = "end without serving the page")
  private boolean noServe;

  @Option(
      names = "--port",
      defaultValue = "" + Dashboard.DEFAULT_PORT,
      paramLabel = "PORT",
      description = "where the page is served; a free one if it is taken")
  private int port;

  @Unmatched private List<String> streamOptions = new ArrayList<>();

  private final DemoReport report = new DemoReport(System.out);

  public static void main(String[] args) {
    // Maven hands over an empty argument where none was given.
    String[] given = List.of(args).stream().filter(arg -> !arg.isBlank()).toArray(String[]::new);
    System.exit(Commands.execute(new Demo(), given));
  }

  @Override
  public Integer call() throws Exception {
    SimulationOptions simulation =
        SimulationOptions.defaults()
            .withEvents(events)
            .withSeed(seed)
            .withPartitions(partitions)
            .withLateShare(lateShare)
            .withDuplicateShare(duplicateShare)
            .withMalformedShare(malformedShare);
    if (bootstrapServers != null && kafkaData != null) {
      throw new UserError(
          ExitCode.USAGE,
          "--kafkaData does not go with --bootstrapServers",
          "it is for the broker in this process, and yours is used",
          "Leave out one of them");
    }
    if (serve && noServe) {
      throw new UserError(
          ExitCode.USAGE,
          "--serve does not go with --noServe",
          "one asks for the page and the other for none",
          "Leave out one of them");
    }
    DemoLakehouse.renew(lakehouse);
    report.title(runner, lakehouse);
    ProcessCost.Meter meter = new ProcessCost.Meter();
    if (bootstrapServers != null) {
      return show(bootstrapServers, simulation, meter).code();
    }
    try (LocalKafka kafka =
        LocalKafka.start(
            kafkaData == null
                ? LocalKafkaOptions.temporary()
                : LocalKafkaOptions.keptIn(kafkaData))) {
      return show(kafka.bootstrapServers(), simulation, meter).code();
    }
  }

  private ExitCode show(String broker, SimulationOptions simulation, ProcessCost.Meter meter)
      throws Exception {
    try (Topics topics = Topics.at(broker)) {
      topics.ensure(topic, partitions);
      report.kafka(broker, topic, partitions, meter.lap().seconds());
      simulate(broker, simulation, meter);
      StreamRun run = stream(broker);
      ProcessCost cost = meter.lap();
      Books books = new BooksReader(lakehouse.toString()).read(topics.recordCount(topic));
      report.stream(books, run, cost);
      report.books(books, run);
      if (!books.balance() || !features(meter) || !models(meter)) {
        return ExitCode.FAILED;
      }
      visitWarehouse(meter);
      drawCharts(meter);
      report.tables(lakehouse);
      if (serve || (!noServe && System.console() != null)) {
        DemoPage.serve(lakehouse, warehouseFile(), broker, topic, port, report);
      }
      return ExitCode.OK;
    }
  }

  private void simulate(String broker, SimulationOptions options, ProcessCost.Meter meter) {
    Simulation simulation = Simulation.of(options);
    try (EventSender sender = EventSender.to(broker, topic);
        ProgressLine progress = ProgressLine.start("simulate", OptionalLong.of(events))) {
      SimulationSender.sendAll(
          simulation, sender, Pace.perSecond(0), progress::update, () -> false);
    }
    report.simulation(simulation.report(), options, meter.lap().seconds());
  }

  private Path warehouseFile() {
    return warehouse != null ? warehouse : lakehouse.resolveSibling("warehouse.duckdb");
  }

  private void drawCharts(ProcessCost.Meter meter) throws IOException {
    meter.lap();
    try (Warehouse duckDb = DuckDbWarehouse.at(warehouseFile())) {
      report.charts(
          WriteCharts.all(duckDb).to(lakehouse.resolveSibling("charts"), "dark"), lap(meter));
    }
  }

  private void visitWarehouse(ProcessCost.Meter meter) {
    meter.lap();
    try (Warehouse duckDb = DuckDbWarehouse.at(warehouseFile())) {
      WarehouseTour tour = new WarehouseTour(duckDb);
      report.published(tour.publish(lakehouse.toString()), duckDb.describe(), lap(meter));
      report.asked(tour.askAll(), lap(meter));
      List<String> refreshed = tour.refresh();
      report.compared(refreshed, tour.compare(), lap(meter));
    }
  }

  private static double lap(ProcessCost.Meter meter) {
    return meter.lap().seconds();
  }

  private StreamRun stream(String broker) throws Exception {
    List<String> args = new ArrayList<>(streamOptions);
    args.add("--runner=" + runner);
    args.add("--bootstrapServers=" + broker);
    args.add("--topic=" + topic);
    args.add("--lakehouse=" + lakehouse);
    args.add("--untilNow=true");
    return StreamPipeline.run(args.toArray(String[]::new));
  }

  /** Whether the customers' tables could be built, and add up. */
  private boolean features(ProcessCost.Meter meter) throws Exception {
    meter.lap();
    FeatureRun run = BuildUserFeatures.run("--runner=" + runner, "--lakehouse=" + lakehouse);
    report.features(run, meter.lap().seconds());
    return run.balance();
  }

  /** Whether every customer with a purchase has a value and a segment, and the test is analyzed. */
  private boolean models(ProcessCost.Meter meter) throws Exception {
    String[] places = {"--lakehouse=" + lakehouse, "--tracking=" + tracking};
    String[] job = {places[0], places[1], "--runner=" + runner};
    meter.lap();
    ValueRun value = EstimateCustomerValue.run(job);
    report.value(value, meter.lap().seconds());
    SegmentRun segments = SegmentCustomers.run(job);
    report.segments(segments, meter.lap().seconds());
    report.experiment(AnalyzeExperiment.run(places), meter.lap().seconds());
    return value.balance() && segments.balance();
  }
}
