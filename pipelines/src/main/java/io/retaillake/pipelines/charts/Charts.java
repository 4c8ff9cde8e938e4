package io.retaillake.pipelines.charts;

import io.retaillake.bigquery.LakehouseTables;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.dashboard.chart.ChartDefinition;
import io.retaillake.dashboard.chart.ChartLibrary;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.warehouse.WarehouseOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Writes the charts as PNG, SVG and CSV, and all of them as one picture. What changed in the
 * lakehouse is published to the embedded warehouse first; from BigQuery they show what was
 * published there.
 */
@Command(
    name = "charts",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the charts as PNG (at twice the size), SVG and CSV, and dashboard.png with all.",
      "",
      "What changed in the lakehouse is published to the DuckDB file first. A chart whose table is",
      "not there yet says which program makes it.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all charts are written",
      "1:one can't be drawn",
      "2:wrong usage",
      "4:the lakehouse can't be read, or holds no table",
      "5:a file can't be written",
      "6:the warehouse can't be used"
    })
public final class Charts implements Callable<Integer> {

  /** Dark is for screens, light for slides and paper. */
  enum ThemeName {
    DARK,
    LIGHT
  }

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "folder of the Delta tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @Option(
      names = "--output",
      defaultValue = "./data/charts",
      paramLabel = "FOLDER",
      description = "where to write them (default: ${DEFAULT-VALUE})")
  private Path output;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "CHART",
      description = "these charts, such as clv-pareto,ab-conversion; without it, all")
  private List<String> only = List.of();

  @Option(
      names = "--theme",
      defaultValue = "dark",
      paramLabel = "THEME",
      description = "dark or light (default: ${DEFAULT-VALUE})")
  private ThemeName theme;

  @Option(
      names = "--timeoutSeconds",
      defaultValue = "60",
      paramLabel = "N",
      description = "how long a statement may take (default: ${DEFAULT-VALUE})")
  private int timeoutSeconds;

  @Mixin private WarehouseOptions options;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Charts(), args));
  }

  @Override
  public Integer call() throws Exception {
    List<ChartDefinition> charts = chosen();
    if (timeoutSeconds < 1) {
      throw new UserError(
          ExitCode.USAGE,
          "--timeoutSeconds=" + timeoutSeconds + " can't be used",
          "a statement needs some time",
          "Give 1 or more");
    }
    try (Warehouse warehouse = options.open()) {
      if (options.isEmbedded()) {
        publish(warehouse);
      }
      System.out.printf("Charts of %s to %s%n", warehouse.describe(), output);
      ChartsWritten written =
          WriteCharts.of(charts, warehouse, Duration.ofSeconds(timeoutSeconds))
              .to(output, theme.name().toLowerCase(Locale.ROOT));
      written.print(System.out);
    }
    return ExitCode.OK.code();
  }

  private void publish(Warehouse warehouse) {
    List<DeltaTable> tables = LakehouseTables.in(lakehouse);
    if (tables.isEmpty()) {
      throw new UserError(
          ExitCode.LAKEHOUSE,
          "there is nothing to draw",
          lakehouse + " holds none of the lakehouse's tables",
          "Run the demo or the stream first, or name another folder: --lakehouse=...");
    }
    warehouse.publish(tables);
  }

  private List<ChartDefinition> chosen() {
    ChartLibrary library = ChartLibrary.load();
    return only.isEmpty()
        ? library.all()
        : only.stream().map(name -> library.find(name).orElseThrow(() -> unknown(name))).toList();
  }

  private static UserError unknown(String name) {
    return new UserError(
        ExitCode.USAGE,
        "--only=" + name + " is no chart",
        "no folder of the charts has that name",
        "Choose from "
            + ChartLibrary.load().all().stream()
                .map(ChartDefinition::id)
                .collect(Collectors.joining(", ")));
  }
}
