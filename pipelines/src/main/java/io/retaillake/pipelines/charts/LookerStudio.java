package io.retaillake.pipelines.charts;

import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.dashboard.chart.LookerStudioLink;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints addresses that open reports in Looker Studio on the warehouse's tables in BigQuery. */
@Command(
    name = "looker-studio",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Prints an address for each table and view; opening one makes a report in Looker Studio.",
      "",
      "Nothing is read or published: PublishWarehouse does that.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:printed", "2:wrong usage"})
public final class LookerStudio implements Callable<Integer> {

  @Option(names = "--project", required = true, paramLabel = "ID", description = "the project")
  private String project;

  @Option(
      names = "--dataset",
      defaultValue = "retail",
      paramLabel = "NAME",
      description = "the dataset (default: ${DEFAULT-VALUE})")
  private String dataset;

  public static void main(String[] args) {
    System.exit(Commands.execute(new LookerStudio(), args));
  }

  @Override
  public Integer call() {
    for (String table : tables()) {
      System.out.printf("%s%n  %s%n", table, link(table));
    }
    return ExitCode.OK.code();
  }

  private String link(String table) {
    try {
      return LookerStudioLink.to(project, dataset, table);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE,
          "there is no address for " + project + "." + dataset,
          e.getMessage().replaceFirst("\\.$", ""),
          "Check --project and --dataset",
          e);
    }
  }

  private static List<String> tables() {
    WarehouseSchema schema = WarehouseSchema.load();
    return Stream.of(
            schema.materializedViews().stream().map(view -> view.name()),
            schema.views().stream().map(view -> view.name()),
            schema.tables().stream().map(table -> table.name()).filter(LookerStudio::isForReports))
        .flatMap(names -> names)
        .toList();
  }

  /** Bronze and quarantine hold bytes, and no figure for a report. */
  private static boolean isForReports(String table) {
    return table.startsWith("gold_") || table.equals("silver_events");
  }
}
