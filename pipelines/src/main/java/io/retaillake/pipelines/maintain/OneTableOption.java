package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DeltaTable;
import picocli.CommandLine.Option;

/** The options that say which one table a command is for. */
final class OneTableOption {

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "the folder with the tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @Option(names = "--table", required = true, paramLabel = "NAME", description = "the table")
  private String table;

  String lakehouse() {
    return lakehouse;
  }

  DeltaTable open() {
    return DeltaTable.discover(lakehouse, table);
  }
}
