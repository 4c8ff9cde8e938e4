package io.retaillake.pipelines.warehouse;

import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.result.RowPrinter;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.Durations;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs a statement by its name, and prints a table, CSV or JSON. A file is written whole or not at
 * all.
 */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {"Runs a statement of the warehouse by its name.", ""},
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the rows were printed",
      "2:wrong usage, or no such statement",
      "5:the output can't be written",
      "6:the warehouse can't be used, or refused the statement"
    })
public final class Query implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "STATEMENT",
      description = "its name; without one the statements are listed")
  private String name;

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      paramLabel = "TABLE|CSV|JSON",
      description = "how rows are printed (default: ${DEFAULT-VALUE})")
  private RowPrinter.Format format;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "the most rows that are printed (default: 50 for a table, else all)")
  private Long limit;

  @Option(names = "--output", paramLabel = "FILE", description = "a file instead of the terminal")
  private Path output;

  @Option(
      names = "--timeout",
      defaultValue = "5m",
      paramLabel = "DURATION",
      description = "how long the statement may take (default: ${DEFAULT-VALUE})")
  private String timeout;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "run it so many times, and print how long it took instead of rows")
  private Integer repeat;

  @Option(
      names = "--dryRun",
      description = "say how many bytes BigQuery would read, and don't run it")
  private boolean dryRun;

  @Option(names = "--sql", description = "print the statement's GoogleSQL, and don't run it")
  private boolean sql;

  @Mixin private WarehouseOptions options;

  public static void main(String[] args) {
    System.exit(Commands.execute(new Query(), args));
  }

  @Override
  public Integer call() throws IOException {
    if (name == null) {
      list();
      return ExitCode.OK.code();
    }
    Statement statement = statement();
    QueryLimits limits =
        QueryLimits.none().withTimeout(Durations.parsePositive("--timeout", timeout));
    if (sql) {
      System.out.print(statement.googleSql());
      return ExitCode.OK.code();
    }
    checkNotNegative("--limit", limit);
    checkNotNegative("--repeat", repeat);
    try (Warehouse warehouse = options.open()) {
      if (dryRun) {
        estimate(warehouse, statement);
      } else if (repeat != null) {
        time(warehouse, statement, limits);
      } else {
        run(warehouse, statement, limits);
      }
    }
    return ExitCode.OK.code();
  }

  private static void list() {
    for (Statement statement : Statements.warehouse().all()) {
      System.out.printf("%-36s %s%n", statement.name(), statement.summary());
    }
  }

  private Statement statement() {
    return Statements.warehouse()
        .find(name)
        .orElseThrow(
            () ->
                new UserError(
                    ExitCode.USAGE,
                    "there is no statement '" + name + "'",
                    "it is none of the "
                        + Statements.warehouse().all().size()
                        + " that the warehouse has",
                    "Run Query without a name to list them"));
  }

  private void estimate(Warehouse warehouse, Statement statement) {
    OptionalLong bytes = warehouse.estimateBytes(statement, Map.of());
    System.out.println(
        bytes.isPresent()
            ? String.format(Locale.ROOT, "%s reads %,d bytes", name, bytes.getAsLong())
            : warehouse.describe() + " does not say what a statement reads");
  }

  private void time(Warehouse warehouse, Statement statement, QueryLimits limits) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < repeat; i++) {
      try (QueryRows rows = warehouse.query(statement, Map.of(), limits)) {
        rows.all();
        millis.add(rows.elapsed().toNanos() / 1e6);
      }
    }
    if (!millis.isEmpty()) {
      List<Double> sorted = millis.stream().sorted().toList();
      System.out.printf(
          Locale.ROOT,
          "%s: first %,.1f ms, median of %d %,.1f ms, least %,.1f ms%n",
          name,
          millis.get(0),
          millis.size(),
          sorted.get(sorted.size() / 2),
          sorted.get(0));
    }
  }

  private static void checkNotNegative(String option, Number number) {
    if (number != null && number.longValue() < 0) {
      throw new UserError(
          ExitCode.USAGE,
          option + "=" + number + " is negative",
          "it counts something",
          "Give 0 or more, or leave it out");
    }
  }

  private void run(Warehouse warehouse, Statement statement, QueryLimits limits)
      throws IOException {
    long start = System.nanoTime();
    Map<String, Parameter> none = Map.of();
    long printed;
    try (QueryRows rows = warehouse.query(statement, none, limits)) {
      printed = output == null ? print(rows, System.out) : writeFile(rows);
    }
    System.err.printf(
        Locale.ROOT,
        "%s: %,d rows in %.3f s from %s%n",
        name,
        printed,
        (System.nanoTime() - start) / 1e9,
        warehouse.describe());
  }

  private long print(QueryRows rows, OutputStream to) throws IOException {
    long most = limit != null ? limit : format == RowPrinter.Format.TABLE ? 50 : Long.MAX_VALUE;
    PrintStream out = new PrintStream(to, false, StandardCharsets.UTF_8);
    long printed = RowPrinter.print(rows, format, most, out);
    out.flush();
    if (out.checkError()) {
      throw new IOException("the rows could not be written to the end");
    }
    return printed;
  }

  private long writeFile(QueryRows rows) throws IOException {
    Path target = output.toAbsolutePath();
    Path unfinished = Files.createTempFile(target.getParent(), ".query", ".part");
    try {
      long printed;
      try (OutputStream file = Files.newOutputStream(unfinished)) {
        printed = print(rows, file);
      }
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return printed;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
