package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.lakehouse.Optimized;
import io.retaillake.lakehouse.TableOptimizer;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.SilverEvents;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rewrites small files into fewer, ordered so that a reader opens few of them. */
@Command(
    name = "optimize",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Rewrites a table's files, partition by partition, into fewer ones that hold the same rows,"
          + " ordered so that a reader who looks for one customer or one hour opens few of them.",
      "",
      "Safe beside a running stream and its readers. What was rewritten is removed by vacuum.",
      ""
    })
final class OptimizeCommand implements Callable<Integer> {
  private static final Set<String> EVENT_TABLES =
      Set.of(BronzeEvents.TABLE.name(), SilverEvents.TABLE.name());
  private static final List<String> EVENT_ORDER = List.of("user_id", "event_ts");
  private static final String NO_ORDER = "none";

  @Mixin private TablesOption tables;

  @Option(
      names = "--zOrderBy",
      split = ",",
      paramLabel = "COLUMN",
      description =
          "the columns to order by, or none for compaction alone (default: user_id,event_ts for"
              + " bronze and silver, none for others)")
  private List<String> zOrderBy = List.of();

  @Option(
      names = "--targetFileSize",
      defaultValue = "16MB",
      paramLabel = "SIZE",
      converter = ByteSizes.class,
      description = "about how big files become (default: ${DEFAULT-VALUE})")
  private long targetFileSize;

  @Option(
      names = "--memory",
      defaultValue = "256MB",
      paramLabel = "SIZE",
      converter = ByteSizes.class,
      description =
          "of rows held for sorting, by all threads; what doesn't fit waits on disk (default:"
              + " ${DEFAULT-VALUE})")
  private long memory;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "partitions rewritten at once (default: the processors)")
  private Integer threads;

  @Option(names = "--dryRun", description = "say what would be rewritten, and change nothing")
  private boolean dryRun;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (dryRun) {
      for (DeltaTable table : tables.open()) {
        told(table, optimizer(table).plan(), 0);
      }
      return ExitCode.OK.code();
    }
    try (MaintenanceLock lock = MaintenanceLock.take(tables.lakehouse(), "optimize")) {
      for (DeltaTable table : tables.open()) {
        optimize(table);
      }
    }
    return ExitCode.OK.code();
  }

  private void optimize(DeltaTable table) {
    TableOptimizer optimizer = optimizer(table);
    Optimized plan = optimizer.plan();
    long start = System.nanoTime();
    try (ProgressLine progress =
        ProgressLine.start(
            "optimize " + table.definition().name(), OptionalLong.of(plan.rowsBefore()))) {
      Optimized done = optimizer.run(progress::update);
      told(table, done, (System.nanoTime() - start) / 1e9);
    }
  }

  private TableOptimizer optimizer(DeltaTable table) {
    try {
      TableOptimizer optimizer =
          TableOptimizer.of(table)
              .zOrderedBy(order(table).toArray(String[]::new))
              .withTargetFileBytes(targetFileSize)
              .withMemoryBytes(memory);
      return threads == null ? optimizer : optimizer.withThreads(threads);
    } catch (IllegalArgumentException e) {
      throw new UserError(
          ExitCode.USAGE,
          "an option can't be used",
          e.getMessage(),
          "Change it; --help tells what there is",
          e);
    }
  }

  private List<String> order(DeltaTable table) {
    if (zOrderBy.isEmpty()) {
      return EVENT_TABLES.contains(table.definition().name()) ? EVENT_ORDER : List.of();
    }
    return zOrderBy.equals(List.of(NO_ORDER)) ? List.of() : zOrderBy;
  }

  private void told(DeltaTable table, Optimized done, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    String name = table.definition().name();
    if (done.partitions() == 0 && done.partitionsLeft() == 0) {
      out.printf("%-22s  nothing to rewrite%n", name);
    } else if (dryRun) {
      out.printf(
          Locale.ROOT,
          "%-22s  would rewrite %,d partitions: %,d files, %,d rows, %s%n",
          name,
          done.partitions(),
          done.filesBefore(),
          done.rowsBefore(),
          Told.bytes(done.bytesBefore()));
    } else {
      out.printf(
          Locale.ROOT,
          "%-22s  %,d partitions rewritten: %,d files to %,d, %,d rows, %s to %s, in %.1f s,"
              + " %,.0f rows/s%n",
          name,
          done.partitions(),
          done.filesBefore(),
          done.filesAfter(),
          done.rowsAfter(),
          Told.bytes(done.bytesBefore()),
          Told.bytes(done.bytesAfter()),
          seconds,
          done.rowsAfter() / seconds);
    }
    if (done.partitionsLeft() > 0) {
      out.printf(
          Locale.ROOT,
          "%-22s  %,d partitions left alone, as another writer changed them meanwhile: run again%n",
          name,
          done.partitionsLeft());
    }
    out.flush();
  }
}
