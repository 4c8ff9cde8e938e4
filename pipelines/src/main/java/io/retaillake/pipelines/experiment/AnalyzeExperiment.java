package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.AnalysisSettings;
import io.retaillake.models.experiment.AssignmentRule;
import io.retaillake.models.experiment.Campaign;
import io.retaillake.models.experiment.Verdict;
import io.retaillake.models.report.ExperimentJson;
import io.retaillake.models.report.Json;
import io.retaillake.models.tracking.RunTracker;
import io.retaillake.models.tracking.TrackedRun;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.jobs.RunTags;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes the win-back experiment of the customers in {@code gold_customer_segments}, analyzes it,
 * and writes {@code gold_experiment_assignments} and {@code gold_experiment_results}, where the
 * rows of other experiments stay.
 *
 * <p>Runs in one process without Beam: an experiment's customers fit into memory. The same tables
 * and options give the same groups, and with simulated outcomes the same results.
 */
@Command(
    name = "analyze-experiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Assigns customers to an experiment by a salted hash, and analyzes what came of it.",
      "",
      "Without --outcomes the outcomes are simulated from the stated rates, and the results say so."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the experiment is analyzed, whatever the verdict",
      "2:wrong usage",
      "4:the lakehouse can't be used, or has no segments yet",
      "5:a file can't be read",
      "7:the customers or the outcomes can't be analyzed: too few, or a value is wrong",
      "9:the run can't be recorded"
    })
public final class AnalyzeExperiment implements Callable<Integer> {

  @Option(names = "--lakehouse", defaultValue = "./data/lakehouse", paramLabel = "FOLDER")
  private String lakehouse;

  @Option(
      names = "--tracking",
      defaultValue = "./data/tracking",
      paramLabel = "PLACE",
      description = "a folder, or an MLflow server such as http://localhost:5000")
  private String tracking;

  @Option(
      names = "--experiment",
      defaultValue = "win-back",
      paramLabel = "NAME",
      description = "its name, which is the salt of its groups")
  private String experiment;

  @Option(
      names = "--segments",
      split = ",",
      paramLabel = "NAME",
      description =
          "who may take part, such as At-Risk Customers,Dormant Customers; all unless given")
  private Set<String> segments = new LinkedHashSet<>();

  @Option(
      names = "--sideSize",
      defaultValue = "5000",
      paramLabel = "N",
      description =
          "customers in the control, and as many on the treatment's side; everyone where"
              + " there are fewer")
  private int sideSize;

  @Option(
      names = "--holdoutShare",
      defaultValue = "0.11",
      paramLabel = "SHARE",
      description = "of the treatment that is not exposed")
  private double holdoutShare;

  @Option(
      names = "--outcomes",
      paramLabel = "CSV",
      description = "user_id,revenue of the orders during the test")
  private Path outcomeFile;

  @Option(
      names = "--controlRate",
      defaultValue = "0.112",
      paramLabel = "SHARE",
      description = "simulated outcomes: who buys")
  private double controlRate;

  @Option(names = "--treatmentRate", defaultValue = "0.148", paramLabel = "SHARE")
  private double treatmentRate;

  @Option(
      names = "--controlOrderValue",
      defaultValue = "87",
      paramLabel = "USD",
      description = "simulated outcomes: what who buys spends on average")
  private double controlOrderValue;

  @Option(names = "--treatmentOrderValue", defaultValue = "94", paramLabel = "USD")
  private double treatmentOrderValue;

  @Option(
      names = "--customers",
      defaultValue = "200000",
      paramLabel = "N",
      description = "who would get the campaign")
  private long customers;

  @Option(names = "--costPerCustomer", defaultValue = "3.50", paramLabel = "USD")
  private double costPerCustomer;

  @Option(
      names = "--margin",
      defaultValue = "0.40",
      paramLabel = "SHARE",
      description = "contribution margin at list price; an assumption unless you know yours")
  private double margin;

  @Option(
      names = "--discount",
      defaultValue = "0.10",
      paramLabel = "SHARE",
      description = "that the treatment gets off the list price")
  private double discount;

  public static void main(String[] args) {
    System.exit(Commands.execute(new AnalyzeExperiment(), args));
  }

  @Override
  public Integer call() throws IOException {
    ExperimentReport.print(analyze(), System.out);
    return ExitCode.OK.code();
  }

  /**
   * Runs it with these arguments.
   *
   * @throws io.retaillake.pipelines.cli.UserError for all that a user can mend
   */
  public static ExperimentRun run(String... args) throws IOException {
    AnalyzeExperiment command = new AnalyzeExperiment();
    new CommandLine(command).parseArgs(args);
    return command.analyze();
  }

  private ExperimentRun analyze() throws IOException {
    AssignmentRule rule = new AssignmentRule(experiment, sideSize, holdoutShare);
    Campaign campaign = new Campaign(customers, costPerCustomer, margin, discount);
    SimulatedOutcomes.Rates rates =
        new SimulatedOutcomes.Rates(
            controlRate, treatmentRate, controlOrderValue, treatmentOrderValue);
    Population population = Population.read(lakehouse, segments);
    Outcomes outcomes = outcomes(population, rates);
    Participants participants = Participants.of(population, rule, outcomes);
    Analysis analysis = Analysis.of(participants.data(), AnalysisSettings.defaults());
    Verdict verdict = analysis.judge(campaign);
    String shown = outcomes.shown(participants);
    List<Metric> metrics = Metrics.of(analysis, verdict, participants, shown);
    try (RunTracker tracker = RunTracker.at(tracking);
        TrackedRun run = tracker.start("ab_test")) {
      RunTags.tag(run, population.versions());
      new ExperimentTables(lakehouse, experiment, Instant.now(), population.versions())
          .write(participants, metrics);
      record(run, analysis, verdict, metrics);
      run.finish();
      return new ExperimentRun(
          experiment,
          participants.all().size(),
          analysis,
          verdict,
          shown,
          run.id(),
          tracker.shown());
    }
  }

  private Outcomes outcomes(Population population, SimulatedOutcomes.Rates rates)
      throws IOException {
    if (outcomeFile != null) {
      return OutcomeFile.read(outcomeFile);
    }
    return new SimulatedOutcomes(experiment, rates, population);
  }

  private void record(TrackedRun run, Analysis analysis, Verdict verdict, List<Metric> metrics) {
    run.parameter("experiment", experiment);
    run.parameter("side_size", sideSize);
    run.parameter("holdout_share", holdoutShare);
    run.parameter("margin", margin);
    run.parameter("cost_per_customer", costPerCustomer);
    run.parameter("discount", discount);
    for (Metric metric : metrics) {
      if (metric.value() != null && metric.text() == null) {
        String arm = metric.arm() == null ? "" : "." + metric.arm();
        run.metric(metric.name() + arm, metric.value());
      } else if (metric.value() == null && metric.text() != null) {
        run.tag(metric.name(), metric.text());
      }
    }
    run.artifact("report.json", Json.text(ExperimentJson.of(analysis, Optional.of(verdict))));
  }
}
