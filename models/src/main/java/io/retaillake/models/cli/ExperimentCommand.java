package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.AnalysisSettings;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.ExperimentData;
import io.retaillake.models.experiment.RevenueSamples;
import io.retaillake.models.experiment.Verdict;
import io.retaillake.models.report.ExperimentJson;
import io.retaillake.models.report.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Analyzes an experiment that has ended, and judges the campaign that it was made for. */
@Command(
    name = "experiment",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true,
    description = {
      "Analyzes an experiment: sample ratio, conversion, revenue, holdout, and with --customers the"
          + " campaign's verdict.",
      "",
      "Revenue files are CSV with a header and a row a customer, those who bought nothing with 0.",
      ""
    },
    subcommands = {ExperimentPlanCommand.class, ExperimentExampleCommand.class},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is written",
      "2:wrong usage",
      "5:a file can't be read or written",
      "7:counts or a file can't be used; the message names the row and the column"
    })
final class ExperimentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  // A group, so that the subcommands do not ask for them too.
  @ArgGroup(exclusive = false, heading = "What was seen:%n")
  private Seen seen;

  @Mixin private AnalysisOptions analysisOptions;

  @Mixin private CampaignOptions campaignOptions;

  @Option(names = "--output", paramLabel = "JSON", description = "where the report goes")
  private Path output;

  static final class Seen {
    @Option(
        names = "--control-conversions",
        required = true,
        paramLabel = "N",
        description = "customers who bought")
    private long controlConversions;

    @Option(
        names = "--control-size",
        required = true,
        paramLabel = "N",
        description = "all customers of the group")
    private long controlSize;

    @Option(
        names = "--treatment-conversions",
        required = true,
        paramLabel = "N",
        description = "customers who bought")
    private long treatmentConversions;

    @Option(
        names = "--treatment-size",
        required = true,
        paramLabel = "N",
        description = "customers who got the offer; the holdout is not among them")
    private long treatmentSize;

    @Option(
        names = "--holdout-conversions",
        paramLabel = "N",
        description = "of customers drawn for the treatment and kept back")
    private Long holdoutConversions;

    @Option(names = "--holdout-size", paramLabel = "N")
    private Long holdoutSize;

    @Option(
        names = "--revenue",
        split = ",",
        paramLabel = "CONTROL.csv,TREATMENT.csv",
        hideParamSyntax = true,
        description = "each customer's revenue during the test")
    private List<Path> revenue;

    @Option(
        names = "--revenue-before",
        split = ",",
        paramLabel = "CONTROL.csv,TREATMENT.csv",
        hideParamSyntax = true,
        description = "the same customers' revenue before the test, in the same order, for CUPED")
    private List<Path> revenueBefore;

    @Option(
        names = "--revenue-column",
        paramLabel = "NAME",
        description = "its column in these files (default: revenue, or the only column)")
    private String revenueColumn;
  }

  @Override
  public Integer call() throws IOException {
    if (seen == null || output == null) {
      throw new ParameterException(
          spec.commandLine(),
          "Missing what was seen: --control-conversions, --control-size, --treatment-conversions,"
              + " --treatment-size, and --output for the report");
    }
    OutputFile.require("--output", output);
    AnalysisSettings settings = analysisOptions.settings();
    ExperimentData data = data();
    Analysis analysis = Analysis.of(data, settings);
    Optional<Verdict> verdict = campaignOptions.judge(analysis);
    OutputFile.write(
        output, writer -> writer.write(Json.text(ExperimentJson.of(analysis, verdict))));
    ExperimentLines.print(Lines.to(spec), analysis, verdict);
    Lines.to(spec).line("%nReport in %s", output);
    return ExitCode.OK.code();
  }

  private ExperimentData data() throws IOException {
    ExperimentData data =
        ExperimentData.of(
            new Conversions(seen.controlConversions, seen.controlSize),
            new Conversions(seen.treatmentConversions, seen.treatmentSize));
    if ((seen.holdoutConversions == null) != (seen.holdoutSize == null)) {
      throw ModelException.wrongSetting(
          "the holdout is known by half",
          "it takes its conversions and its size",
          "Give --holdout-conversions and --holdout-size, or neither");
    }
    if (seen.holdoutSize != null) {
      data = data.withHoldout(new Conversions(seen.holdoutConversions, seen.holdoutSize));
    }
    if (seen.revenue != null) {
      data = data.withRevenue(samples("--revenue", seen.revenue));
    }
    if (seen.revenueBefore != null) {
      if (seen.revenue == null) {
        throw ModelException.wrongSetting(
            "--revenue-before is of no use alone",
            "what was before is taken out of what was during the test",
            "Give --revenue too");
      }
      data = data.withRevenueBefore(samples("--revenue-before", seen.revenueBefore));
    }
    return data;
  }

  private RevenueSamples samples(String option, List<Path> files) throws IOException {
    if (files.size() != 2) {
      throw ModelException.wrongSetting(
          option + " names " + files.size() + " files",
          "it takes the control's and the treatment's",
          "Write " + option + " control.csv,treatment.csv");
    }
    return new RevenueSamples(
        RevenueColumn.read(files.get(0), seen.revenueColumn),
        RevenueColumn.read(files.get(1), seen.revenueColumn));
  }
}
