package io.retaillake.models.cli;

import io.retaillake.models.experiment.BreakEven;
import io.retaillake.models.experiment.PublishedCase;
import io.retaillake.models.experiment.PublishedCaseReview;
import io.retaillake.models.experiment.PublishedCaseReview.Finding;
import io.retaillake.models.experiment.Verdict;
import io.retaillake.models.report.Json;
import io.retaillake.models.report.PublishedCaseJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds a published win-back test to its own figures. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Shows a published win-back test, and which of its figures hold.")
final class ExperimentExampleCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--output", paramLabel = "JSON", description = "where the report goes")
  private Path output;

  @Override
  public Integer call() throws IOException {
    PublishedCase published = PublishedCaseJson.winBack();
    Lines out = Lines.to(spec);
    out.line("%s%n", published.name());
    Verdict verdict = published.verdict(published.assumedMargin());
    ExperimentLines.print(out, published.analysis(), Optional.of(verdict));
    out.line("%nWhat was published, and what its counts give");
    for (Finding finding : PublishedCaseReview.of(published)) {
      out.line(
          "  %-40s %s, found %s: %s%n  %-40s %s",
          finding.figure(),
          finding.published(),
          finding.found(),
          finding.holds() ? "holds" : "DOES NOT HOLD",
          "",
          finding.remark());
    }
    margins(out, published);
    if (output != null) {
      OutputFile.write(
          output, writer -> writer.write(Json.text(PublishedCaseJson.report(published))));
      out.line("%nReport in %s", output);
    }
    return ExitCode.OK.code();
  }

  private static void margins(Lines out, PublishedCase published) {
    BreakEven inCost = published.verdict(1).breakEven();
    BreakEven onTop = published.verdictWithDiscount(1).breakEven();
    out.line("%nWhether it pays depends on the margin, which was not published");
    out.line(
        "  with the discount in the $%.2f  break-even at %.0f%%; sure to pay from %.0f%%, sure not"
            + " to below %.0f%%",
        published.costPerCustomer(),
        100 * inCost.margin().orElseThrow(),
        100 * inCost.upper().orElseThrow(),
        100 * inCost.lower().orElseThrow());
    out.line(
        "  with the discount on top       break-even at %.0f%%",
        100 * onTop.margin().orElseThrow());
    out.line(
        "  of the $%,.0f to move, $%,.0f reach all %,d customers; the test says nothing of others",
        published.budget(), published.verdict(1).cost(), published.customers());
  }
}
