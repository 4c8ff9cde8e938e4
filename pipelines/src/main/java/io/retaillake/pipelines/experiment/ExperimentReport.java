package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Analysis;
import io.retaillake.models.experiment.Conversions;
import io.retaillake.models.experiment.Estimate;
import io.retaillake.models.experiment.Verdict;
import java.io.PrintStream;
import java.util.Locale;

/** Prints what a run found. */
public final class ExperimentReport {

  private ExperimentReport() {}

  /** The test, its verdict, and where the outcomes are from. */
  public static void print(ExperimentRun run, PrintStream out) {
    Analysis analysis = run.analysis();
    Verdict verdict = run.verdict();
    line(out, "%nExperiment %s", run.experiment());
    line(out, "  outcomes  %s", run.outcomes());
    line(
        out,
        "  groups    %s against %s; sample ratio p = %.3g%s",
        told(analysis.data().treatment()),
        told(analysis.data().control()),
        analysis.sampleRatio().test().pValue(),
        analysis.sampleRatio().mismatch() ? ": MISMATCH" : "");
    line(
        out,
        "  lift      %+.1f points (%+.1f to %+.1f), p = %.2g",
        100 * analysis.difference().value(),
        100 * analysis.difference().interval().lower(),
        100 * analysis.difference().interval().upper(),
        analysis.chiSquare().pValue());
    analysis
        .holdout()
        .ifPresent(
            check ->
                line(
                    out,
                    "  holdout   %+.1f points from control, %s within %.0f points",
                    100 * check.difference(),
                    check.finding().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    100 * check.tolerance()));
    Estimate net = verdict.net();
    line(
        out,
        "  campaign  %,d customers at $%.2f, margin %.0f%%: net $%,.0f ($%,.0f to $%,.0f)",
        verdict.campaign().customers(),
        verdict.campaign().costPerCustomer(),
        100 * verdict.campaign().margin(),
        net.value(),
        net.interval().lower(),
        net.interval().upper());
    line(
        out,
        "  verdict   %s%s",
        verdict.decision().name().toLowerCase(Locale.ROOT).replace('_', ' '),
        verdict.breakEven().margin().isPresent()
            ? String.format(
                Locale.ROOT,
                "; break-even at a margin of %.0f%%",
                100 * verdict.breakEven().margin().getAsDouble())
            : "");
    line(out, "  run       %s in %s", run.id(), run.tracking());
  }

  private static String told(Conversions group) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d bought (%.1f%%)",
        group.converted(),
        group.size(),
        100 * group.rate());
  }

  private static void line(PrintStream out, String form, Object... arguments) {
    out.printf(Locale.ROOT, form + "%n", arguments);
  }
}
