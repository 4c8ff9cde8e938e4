package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDescription;
import io.retaillake.lakehouse.TableSnapshot;
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

/** Looks at a table as it was. */
@Command(
    name = "snapshot",
    sortOptions = false,
    description = {"Says what a table held at a version or a time, and lists its files.", ""})
final class SnapshotCommand implements Callable<Integer> {

  @Mixin private OneTableOption table;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private PastOption past;

  @Option(
      names = "--files",
      description = "list its files too, one a line, for a reader that knows Parquet and not Delta")
  private boolean files;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help and exit")
  private boolean help;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    DeltaTable delta = table.open();
    TableSnapshot snapshot = past.of(delta);
    TableDescription was = snapshot.describe();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s at version %d, committed %s: %,d rows in %,d files, %s%n",
        delta.definition().name(),
        was.version(),
        Told.time(was.timestamp()),
        was.rows(),
        was.files(),
        Told.bytes(was.bytes()));
    was.ledgers().forEach((id, at) -> out.printf(Locale.ROOT, "  ledger  %s at %,d%n", id, at));
    out.printf(
        "  columns %s%n",
        String.join(", ", delta.definition().columns().stream().map(Column::name).toList()));
    if (files) {
      snapshot.files().forEach(file -> out.println(delta.root() + "/" + file.relativePath()));
    }
    out.flush();
    return ExitCode.OK.code();
  }
}
