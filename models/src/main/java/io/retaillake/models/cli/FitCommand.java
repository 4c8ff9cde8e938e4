package io.retaillake.models.cli;

import io.retaillake.models.report.Json;
import io.retaillake.models.report.ValueModelJson;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.BgNbdFit;
import io.retaillake.models.value.Estimate;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.GammaGammaFit;
import io.retaillake.models.value.Independence;
import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.SpendingHistories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fits the models of customer value to a table of customers. */
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Fits BG/NBD, and Gamma-Gamma if there is a column monetary_value.",
      "",
      "The input has a row a customer and the columns frequency (repeat purchases), recency (time"
          + " from the first purchase to the last), T (time from the first purchase to now) and"
          + " monetary_value (mean amount of the repeat purchases). Times are in one unit.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the model is fitted and written",
      "2:wrong usage",
      "5:a file can't be read or written",
      "7:the input can't be used; the message names the row and the column",
      "8:the fit did not converge, or has no mean (q <= 1): the best point is written all the same"
    })
final class FitCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--input", required = true, paramLabel = "CSV", description = "the customers")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "JSON",
      description = "where the model goes")
  private Path output;

  @Option(
      names = "--penalizer",
      defaultValue = "0",
      paramLabel = "P",
      description =
          "what r^2 + alpha^2 + a^2 + b^2 cost in the BG/NBD fit, with alpha divided by the longest T;"
              + " 0.001 to 0.1 helps where data are few (default: ${DEFAULT-VALUE})")
  private double penalizer;

  @Override
  public Integer call() throws IOException {
    OutputFile.require("--output", output);
    SummaryColumns columns = SummaryColumns.of(CsvTable.read(input));
    long start = System.nanoTime();
    BgNbdFit purchases =
        BetaGeometricNegativeBinomial.fit(
            PurchaseHistories.of(columns.frequency(), columns.recency(), columns.age()), penalizer);
    Optional<GammaGammaFit> spending =
        columns.hasValue()
            ? Optional.of(
                GammaGamma.fit(SpendingHistories.of(columns.frequency(), columns.meanValue()), 0))
            : Optional.empty();
    double seconds = (System.nanoTime() - start) / 1e9;
    OutputFile.write(
        output, writer -> writer.write(Json.text(ValueModelJson.of(purchases, spending))));
    print(purchases, spending, seconds);
    purchases.orThrow();
    spending.ifPresent(GammaGammaFit::orThrow);
    return ExitCode.OK.code();
  }

  private void print(BgNbdFit purchases, Optional<GammaGammaFit> spending, double seconds) {
    Lines out = Lines.to(spec);
    out.line(
        "Fitted to %,.0f customers with %,d different histories in %.2f s, written to %s",
        purchases.customers(), purchases.distinctHistories(), seconds, output);
    out.line("  BG/NBD       log-likelihood %,.3f", purchases.logLikelihood());
    estimates(out, purchases.estimates());
    if (spending.isEmpty()) {
      out.line("  Gamma-Gamma  none: there is no column monetary_value");
      return;
    }
    GammaGammaFit fit = spending.get();
    out.line(
        "  Gamma-Gamma  log-likelihood %,.3f, on %,.0f customers with paid repeat purchases",
        fit.logLikelihood(), fit.customers());
    estimates(out, fit.estimates());
    if (fit.unpaid() > 0) {
      out.line(
          "  note         %,.0f customers whose repeat purchases were all free are left out of it",
          fit.unpaid());
    }
    Independence independence = fit.independence();
    out.line("  independence correlation of frequency and value %.3f", independence.correlation());
    if (independence.isDoubtful()) {
      Lines.toErr(spec)
          .line(
              "WARNING  frequency and value are correlated by %.3f, %.1f or more: Gamma-Gamma takes"
                  + " them to be independent, so expected values may be wrong",
              independence.correlation(), Independence.WARNING);
    }
  }

  private static void estimates(Lines out, List<Estimate> estimates) {
    for (Estimate each : estimates) {
      out.line(
          "    %-6s %12.6g   standard error %.3g, 95%% interval %.6g to %.6g",
          each.name(), each.value(), each.standardError(), each.lower(), each.upper());
    }
  }
}
