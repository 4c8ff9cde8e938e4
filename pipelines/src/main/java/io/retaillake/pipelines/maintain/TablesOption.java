package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say which tables a command is for. */
final class TablesOption {

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "the folder with the tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "this table only; may be given several times (default: all of the lakehouse)")
  private List<String> tables = List.of();

  String lakehouse() {
    return lakehouse;
  }

  /** The tables, opened; those that were named, or all. */
  List<DeltaTable> open() {
    List<String> names = tables.isEmpty() ? DeltaTable.namesIn(lakehouse) : tables;
    if (names.isEmpty()) {
      throw new UserError(
          ExitCode.LAKEHOUSE,
          "there is no Delta table in " + lakehouse,
          "none of its folders has a _delta_log",
          "Check --lakehouse");
    }
    return names.stream().map(name -> DeltaTable.discover(lakehouse, name)).toList();
  }
}
