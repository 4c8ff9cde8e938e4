package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.lakehouse.TableVacuum;
import io.retaillake.lakehouse.Vacuumed;
import io.retaillake.pipelines.cli.Durations;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes files that no version within the retention needs. */
@Command(
    name = "vacuum",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Deletes the files that no version within the retention needs, and the part of the log that"
          + " told of them: the history then begins where its files do.",
      "",
      "The latest version is never touched, and a running stream goes on.",
      ""
    })
final class VacuumCommand implements Callable<Integer> {

  @Mixin private TablesOption tables;

  @Option(
      names = "--retention",
      defaultValue = "30d",
      paramLabel = "DURATION",
      description = "keep what was removed more recently (default: ${DEFAULT-VALUE})")
  private String retention;

  @Option(
      names = "--uncommittedGrace",
      defaultValue = "1h",
      paramLabel = "DURATION",
      description =
          "keep files that no version names at least so long, since a writer may be about to commit"
              + " them; 0s is safe only while nothing writes (default: ${DEFAULT-VALUE})")
  private String uncommittedGrace;

  @Option(
      names = "--force",
      description =
          "allow a retention of less than 30 days: time travel and restore lose these versions, and"
              + " readers that are at work may fail")
  private boolean force;

  @Option(names = "--dryRun", description = "say what would be deleted, and delete nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (dryRun) {
      for (DeltaTable table : tables.open()) {
        told(table, vacuum(table).plan());
      }
      return ExitCode.OK.code();
    }
    try (MaintenanceLock lock = MaintenanceLock.take(tables.lakehouse(), "vacuum")) {
      for (DeltaTable table : tables.open()) {
        TableVacuum vacuum = vacuum(table);
        OptionalLong total = OptionalLong.of(vacuum.plan().files());
        try (ProgressLine progress =
            ProgressLine.start("vacuum " + table.definition().name(), total)) {
          told(table, vacuum.run(progress::update));
        }
      }
    }
    return ExitCode.OK.code();
  }

  private TableVacuum vacuum(DeltaTable table) {
    return TableVacuum.of(table)
        .withRetention(Durations.parse("--retention", retention), force)
        .withUncommittedGrace(Durations.parse("--uncommittedGrace", uncommittedGrace));
  }

  private void told(DeltaTable table, Vacuumed done) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%-22s  %s %,d files, %s, and %,d of the log, %s; %,d files stay, %s%n",
        table.definition().name(),
        dryRun ? "would delete" : "deleted",
        done.files(),
        Told.bytes(done.bytes()),
        done.logFiles(),
        Told.bytes(done.logBytes()),
        done.keptFiles(),
        Told.bytes(done.keptBytes()));
    if (done.uncommittedKept() > 0) {
      out.printf(
          Locale.ROOT,
          "%-22s  %,d of these are named by no version and may be about to be committed%n",
          "",
          done.uncommittedKept());
    }
    out.flush();
  }
}
