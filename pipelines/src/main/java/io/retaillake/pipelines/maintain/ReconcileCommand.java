package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.transforms.maintenance.ReconcileSilver;
import io.retaillake.transforms.maintenance.Reconciled;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings late corrections to silver. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Brings late corrections to silver: of an event that was sent several times, silver holds the"
          + " version with the highest offset afterwards.",
      "",
      "Rewrites files of the months concerned only. Safe beside a running stream.",
      ""
    })
final class ReconcileCommand implements Callable<Integer> {

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "the folder with the tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @Option(names = "--dryRun", description = "say what would be corrected, and change nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (dryRun) {
      told(new ReconcileSilver(lakehouse).plan());
      return ExitCode.OK.code();
    }
    try (MaintenanceLock lock = MaintenanceLock.take(lakehouse, "reconcile")) {
      told(new ReconcileSilver(lakehouse).run());
    }
    return ExitCode.OK.code();
  }

  private void told(Reconciled done) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "silver_events  %s %,d rows by later versions and %s %,d that were missing, in %,d months%s%n",
        dryRun ? "would replace" : "replaced",
        done.replaced(),
        dryRun ? "add" : "added",
        done.added(),
        done.partitions(),
        dryRun ? "" : String.format(Locale.ROOT, "; %,d files rewritten", done.filesRewritten()));
    if (done.withoutBronze() > 0) {
      out.printf(
          Locale.ROOT,
          "  %,d rows have no record in bronze, as another engine has deleted it: left alone%n",
          done.withoutBronze());
    }
    out.flush();
  }
}
