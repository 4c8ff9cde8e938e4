package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.transforms.maintenance.PruneWindows;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drops rows of windows that later firings have superseded. */
@Command(
    name = "prune-windows",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Drops the rows of gold_revenue_windows that a later firing of their window has superseded:"
          + " the row with the most events stays. Safe beside a running stream.",
      ""
    })
final class PruneWindowsCommand implements Callable<Integer> {

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "the folder with the tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @Option(names = "--dryRun", description = "say what would be dropped, and change nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (dryRun) {
      told(new PruneWindows(lakehouse).plan());
      return ExitCode.OK.code();
    }
    try (MaintenanceLock lock = MaintenanceLock.take(lakehouse, "prune-windows")) {
      told(new PruneWindows(lakehouse).run());
    }
    return ExitCode.OK.code();
  }

  private void told(PruneWindows.Pruned pruned) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "gold_revenue_windows  %s %,d superseded rows in %,d files; %,d windows have one each%n",
        dryRun ? "would drop" : "dropped",
        pruned.rows(),
        pruned.filesRewritten(),
        pruned.windows());
    out.flush();
  }
}
