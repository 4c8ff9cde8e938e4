package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.lakehouse.Restored;
import io.retaillake.lakehouse.TableRestorer;
import io.retaillake.pipelines.cli.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings a table back to what it was. */
@Command(
    name = "restore",
    sortOptions = false,
    description = {
      "Brings a table back to what it was at a version or a time, by a new version: its history"
          + " stays, so that a restore can be undone by another.",
      "",
      "A table that the stream has gone on writing to is refused, as the rows since then would be"
          + " lost, unless its ledger is rewound too: stop the stream first, then start it without a"
          + " checkpoint, and it reads the records again.",
      ""
    })
final class RestoreCommand implements Callable<Integer> {

  @Mixin private OneTableOption table;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private PastOption past;

  @Option(
      names = "--rewindLedger",
      description = "let the ledger of Kafka offsets go back with the rows")
  private boolean rewindLedger;

  @Option(names = "--dryRun", description = "say what would be done, and change nothing")
  private boolean dryRun;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (dryRun) {
      DeltaTable delta = table.open();
      told(delta, new TableRestorer(delta).plan(past.of(delta).version(), rewindLedger));
      return ExitCode.OK.code();
    }
    try (MaintenanceLock lock = MaintenanceLock.take(table.lakehouse(), "restore")) {
      DeltaTable delta = table.open();
      told(delta, new TableRestorer(delta).restore(past.of(delta).version(), rewindLedger));
    }
    return ExitCode.OK.code();
  }

  private void told(DeltaTable delta, Restored done) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s %s version %,d: %,d files put back, %,d taken out, %,d rows instead of %,d%n",
        delta.definition().name(),
        dryRun ? "would be as at" : "is as at",
        done.version(),
        done.filesRestored(),
        done.filesRemoved(),
        done.rowsAfter(),
        done.rowsBefore());
    if (done.offsetsRewound() > 0) {
      out.printf(
          Locale.ROOT,
          "  its ledger %s %,d offsets: start the stream with --startFrom=ledger and no checkpoint%n",
          dryRun ? "would go back by" : "went back by",
          done.offsetsRewound());
    }
    out.flush();
  }
}
