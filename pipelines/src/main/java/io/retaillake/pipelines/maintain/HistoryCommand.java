package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.TableVersion;
import io.retaillake.pipelines.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the commits of a table. */
@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Lists the commits that a table's log still has, the latest first.", ""})
final class HistoryCommand implements Callable<Integer> {

  @Mixin private OneTableOption table;

  @Option(
      names = "--limit",
      defaultValue = "20",
      paramLabel = "N",
      description = "at most so many; 0 lists all (default: ${DEFAULT-VALUE})")
  private int limit;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<TableVersion> history = table.open().history();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%9s  %-24s  %-17s  %8s  %8s  %11s  %s%n",
        "version",
        "time",
        "operation",
        "files in",
        "out",
        "rows in",
        "parameters");
    history.stream()
        .limit(limit == 0 ? Long.MAX_VALUE : limit)
        .forEach(version -> print(version, out));
    if (limit > 0 && history.size() > limit) {
      out.printf(Locale.ROOT, "%,d older ones: --limit=0 lists all%n", history.size() - limit);
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private static void print(TableVersion version, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%,9d  %-24s  %-17s  %,8d  %,8d  %,11d  %s%n",
        version.version(),
        Told.time(version.timestamp()),
        version.operation(),
        version.addedFiles(),
        version.removedFiles(),
        version.addedRows(),
        version.parameters().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
  }
}
