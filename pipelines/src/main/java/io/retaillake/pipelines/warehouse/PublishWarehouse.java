package io.retaillake.pipelines.warehouse;

import io.retaillake.bigquery.PublishResult;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Publishes the lakehouse's tables to the warehouse: what changed since the last time, all of it at
 * once or, if the run fails or is killed, none of it. Run it as often as you like.
 */
@Command(
    name = "publish-warehouse",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Publishes what changed in the lakehouse's tables to the warehouse.",
      "",
      "All tables at once: a reader sees those published before, or these. After a failure or a",
      "kill nothing is half published; run it again.",
      ""
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the warehouse holds the latest version of every table",
      "2:wrong usage",
      "4:the lakehouse can't be read, or holds no table",
      "6:the warehouse can't be used; nothing was published"
    })
public final class PublishWarehouse implements Callable<Integer> {

  @Option(
      names = "--lakehouse",
      defaultValue = "./data/lakehouse",
      paramLabel = "FOLDER",
      description = "folder of the Delta tables (default: ${DEFAULT-VALUE})")
  private String lakehouse;

  @Mixin private WarehouseOptions options;

  public static void main(String[] args) {
    System.exit(Commands.execute(new PublishWarehouse(), args));
  }

  @Override
  public Integer call() {
    List<DeltaTable> tables = PublishedTables.in(lakehouse);
    if (tables.isEmpty()) {
      throw new UserError(
          ExitCode.LAKEHOUSE,
          "there is nothing to publish",
          lakehouse + " holds none of the lakehouse's tables",
          "Run the demo or the stream first, or name another folder: --lakehouse=...");
    }
    long start = System.nanoTime();
    try (Warehouse warehouse = options.open()) {
      System.out.printf("Publishing %s to %s%n", lakehouse, warehouse.describe());
      List<PublishResult> results = warehouse.publish(tables);
      print(results, (System.nanoTime() - start) / 1e9);
    }
    return ExitCode.OK.code();
  }

  private static void print(List<PublishResult> results, double seconds) {
    for (PublishResult result : results) {
      System.out.printf(
          Locale.ROOT,
          "  %-28s version %,5d  %,12d rows  %s%n",
          result.table(),
          result.version(),
          result.rows(),
          told(result));
    }
    List<String> missing = PublishedTables.without(results);
    missing.forEach(table -> System.out.printf("  %-28s no job has made it yet%n", table));
    System.out.printf(
        Locale.ROOT,
        "Published %d tables, %,d rows, in %.1f s; %d changed, %d not made yet%n",
        results.size(),
        results.stream().mapToLong(PublishResult::rows).sum(),
        seconds,
        results.stream().filter(result -> result.what() != PublishResult.What.UNCHANGED).count(),
        missing.size());
  }

  private static String told(PublishResult result) {
    String files = String.format(Locale.ROOT, "%,d files", result.filesAdded());
    String moved =
        result.rowsMoved() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d rows loaded", result.rowsMoved());
    return switch (result.what()) {
      case UNCHANGED -> "as it was";
      case ADDED -> "added " + files + moved;
      case WHOLE -> "published as a whole, " + files + moved;
    };
  }
}
