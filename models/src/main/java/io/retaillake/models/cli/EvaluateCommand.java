package io.retaillake.models.cli;

import io.retaillake.models.evaluation.Accuracy;
import io.retaillake.models.evaluation.HoldoutEvaluation;
import io.retaillake.models.evaluation.HoldoutSplit;
import io.retaillake.models.report.EvaluationJson;
import io.retaillake.models.report.Json;
import io.retaillake.models.value.TimeUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the models against a part of the past that they were not shown. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fits to the purchases until the calibration's end, and compares what is forecast with what"
          + " came, beside two naive forecasts.",
      "",
      "The input has a row a purchase and the columns customer_id, date and value. All that a"
          + " customer buys on a day is one purchase.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the report is written",
      "2:wrong usage",
      "5:a file can't be read or written",
      "7:the input can't be used; the message names the row and the column",
      "8:the fit did not converge"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--transactions",
      required = true,
      paramLabel = "CSV",
      description = "the purchases")
  private Path transactions;

  @Option(
      names = "--calibration-end",
      required = true,
      paramLabel = "DATE",
      description = "the last day that the model is shown, such as 2024-09-30")
  private LocalDate calibrationEnd;

  @Option(
      names = "--observation-end",
      required = true,
      paramLabel = "DATE",
      description = "the last day of the holdout; later purchases are left out")
  private LocalDate observationEnd;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "JSON",
      description = "where the report goes")
  private Path output;

  @Option(
      names = "--unit",
      defaultValue = "week",
      paramLabel = "week|day",
      description = "the unit of the model's times (default: ${DEFAULT-VALUE})")
  private TimeUnit unit;

  @Option(
      names = "--penalizer",
      defaultValue = "0",
      paramLabel = "P",
      description = "as in clv fit (default: ${DEFAULT-VALUE})")
  private double penalizer;

  @Override
  public Integer call() throws IOException {
    OutputFile.require("--output", output);
    HoldoutSplit split =
        HoldoutSplit.of(
            TransactionColumns.of(CsvTable.read(transactions)),
            calibrationEnd,
            observationEnd,
            unit);
    HoldoutEvaluation evaluation = HoldoutEvaluation.of(split, penalizer);
    OutputFile.write(output, writer -> writer.write(Json.text(EvaluationJson.of(evaluation))));
    print(evaluation);
    return ExitCode.OK.code();
  }

  private void print(HoldoutEvaluation evaluation) {
    Lines out = Lines.to(spec);
    HoldoutSplit split = evaluation.split();
    out.line(
        "Held %,d customers of until %s against %s to %s, written to %s",
        split.customers().size(),
        calibrationEnd,
        calibrationEnd.plusDays(1),
        observationEnd,
        output);
    out.line("  they made %,.0f purchases then", evaluation.model().actualTotal());
    if (split.leftOut() > 0) {
      out.line("  %,d purchases after %s are left out", split.leftOut(), observationEnd);
    }
    evaluation
        .whyNoSpending()
        .ifPresent(why -> out.line("  there is no Gamma-Gamma model: %s", why));
    out.line("  %-12s %12s %8s %8s  %s", "", "expected", "MAE", "RMSE", "top 20% had of revenue");
    line(out, evaluation.model());
    evaluation.naive().forEach(naive -> line(out, naive));
    out.line("  %s", evaluation.verdict());
  }

  private static void line(Lines out, Accuracy accuracy) {
    out.line(
        "  %-12s %,12.1f %8.4f %8.4f  %.1f%%",
        accuracy.name(),
        accuracy.predictedTotal(),
        accuracy.mae(),
        accuracy.rmse(),
        100 * accuracy.topRevenueShare());
  }
}
