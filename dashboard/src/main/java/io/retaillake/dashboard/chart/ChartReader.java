package io.retaillake.dashboard.chart;

import io.retaillake.bigquery.PublishedTable;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.schema.WarehouseSchema;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks the warehouse for what charts show. A table that is not there or has no row, or a statement
 * that takes too long, makes a chart that says so.
 */
public final class ChartReader {

  private static final DateTimeFormatter AS_OF =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
  // What is wrong with one chart's tables alone: its picture says so, and the others go on.
  private static final Set<WarehouseException.Problem> TELLABLE =
      Set.of(
          WarehouseException.Problem.STALE,
          WarehouseException.Problem.TABLE_MISSING,
          WarehouseException.Problem.TIMEOUT);
  private static final int TIMES = 5;
  private static final long FEW = 30;

  private final Warehouse warehouse;
  private final Map<String, PublishedTable> published;
  private final Map<String, Set<String>> viewsRead = new TreeMap<>();
  private final QueryLimits limits;

  /** Reads what the warehouse holds now; a statement may take so long. */
  public ChartReader(Warehouse warehouse, Duration timeout) {
    this.warehouse = warehouse;
    this.published = warehouse.published();
    this.limits = QueryLimits.none().withTimeout(timeout);
    WarehouseSchema schema = WarehouseSchema.load();
    schema.views().forEach(view -> viewsRead.put(view.name(), view.query().reads()));
    schema.materializedViews().forEach(view -> viewsRead.put(view.name(), view.query().reads()));
  }

  /**
   * What the chart shows.
   *
   * @throws WarehouseException if the statement fails for another reason than a missing table
   */
  public ChartData read(ChartDefinition chart) {
    Set<String> tables = tables(chart.reads());
    for (String table : tables) {
      if (!published.containsKey(table)) {
        return ChartData.missing(
            "There is no table " + table + " yet. " + TableMakers.of(table) + " makes it.",
            "Source: " + String.join(", ", tables));
      }
    }
    String footer = footer(chart.query().reads(), tables);
    String notice = "No rows to show yet in " + String.join(", ", tables) + ".";
    try {
      if (!chart.timed().isEmpty()) {
        return timed(chart, notice, footer);
      }
      try (QueryRows rows = warehouse.query(chart.query(), Map.of(), limits)) {
        return ChartData.of(rows, notice, footer);
      }
    } catch (WarehouseException e) {
      if (!TELLABLE.contains(e.problem())) {
        throw e;
      }
      return ChartData.missing(e.what() + " " + e.whatToDo(), footer);
    }
  }

  /** How long each statement takes, the median of some runs, and whether all answers agree. */
  private ChartData timed(ChartDefinition chart, String notice, String footer) {
    List<List<Object>> rows = new ArrayList<>();
    Set<List<List<Object>>> answers = new HashSet<>();
    for (ChartDefinition.TimedStatement statement : chart.timed()) {
      List<List<Object>> answer = List.of();
      List<Double> milliseconds = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        try (QueryRows run = warehouse.query(statement.statement(), Map.of(), limits)) {
          answer = run.all();
          milliseconds.add(run.elapsed().toNanos() / 1e6);
        }
      }
      answers.add(answer);
      double median = milliseconds.stream().sorted().toList().get(TIMES / 2);
      rows.add(List.of(statement.name(), median, (long) answer.size()));
    }
    boolean empty = answers.stream().allMatch(List::isEmpty);
    boolean agree = answers.size() == 1;
    return new ChartData(
        List.of("name", "milliseconds", "rows", "agrees"),
        rows.stream()
            .map(row -> List.<Object>of(row.get(0), row.get(1), row.get(2), agree))
            .toList(),
        empty ? notice : "",
        footer);
  }

  /** The tables behind these names. */
  private Set<String> tables(Set<String> names) {
    Set<String> tables = new TreeSet<>();
    for (String name : names) {
      tables.addAll(viewsRead.getOrDefault(name, Set.of(name)));
    }
    return tables;
  }

  private String footer(Set<String> names, Set<String> tables) {
    List<String> views = names.stream().filter(viewsRead::containsKey).toList();
    String sources =
        tables.stream()
            .map(published::get)
            .map(
                table ->
                    String.format(
                        Locale.ROOT,
                        "%s version %,d, %,d rows",
                        table.table(),
                        table.version(),
                        table.rows()))
            .collect(Collectors.joining("; "));
    String asOf =
        tables.stream()
            .map(table -> published.get(table).publishedAt())
            .min(Instant::compareTo)
            .map(AS_OF::format)
            .orElse("");
    long rows = tables.stream().mapToLong(table -> published.get(table).rows()).max().orElse(0);
    return "Source: "
        + (views.isEmpty() ? "" : String.join(", ", views) + " of ")
        + sources
        + " · as of "
        + asOf
        + (rows < FEW ? " · few rows: they tell little" : "");
  }
}
