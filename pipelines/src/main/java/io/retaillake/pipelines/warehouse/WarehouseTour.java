package io.retaillake.pipelines.warehouse;

import io.retaillake.bigquery.PublishResult;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A walk through a warehouse: publish, ask every statement, refresh the views, compare. */
public final class WarehouseTour {

  private static final int REPETITIONS = 7;
  // A table that was published from an earlier lakehouse in the same folder is stale.
  private static final Set<WarehouseException.Problem> NOT_MADE_YET =
      Set.of(WarehouseException.Problem.TABLE_MISSING, WarehouseException.Problem.STALE);

  private final Warehouse warehouse;

  public WarehouseTour(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /** Publishes the tables that the lakehouse has. */
  public List<PublishResult> publish(String lakehouse) {
    return warehouse.publish(PublishedTables.in(lakehouse));
  }

  /** Runs every statement; one whose tables no job has made yet is left out. */
  public Asked askAll() {
    List<String> answered = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    String slowest = "";
    double slowestMillis = 0;
    for (Statement statement : Statements.warehouse().all()) {
      try {
        double millis = millis(statement);
        answered.add(statement.name());
        if (millis > slowestMillis) {
          slowestMillis = millis;
          slowest = statement.name();
        }
      } catch (WarehouseException e) {
        if (!NOT_MADE_YET.contains(e.problem())) {
          throw e;
        }
        waiting.add(statement.name());
      }
    }
    return new Asked(answered, waiting, slowest, slowestMillis);
  }

  /** Brings the materialized views up to date, and gives their names. */
  public List<String> refresh() {
    return warehouse.refresh();
  }

  /** Median times of revenue by category and month, from the events and from the view. */
  public RawAndView compare() {
    Statement raw = Statements.warehouse().named("revenue_by_category_month_raw");
    Statement view = Statements.warehouse().named("revenue_by_category_month");
    List<Double> rawMillis = new ArrayList<>();
    List<Double> viewMillis = new ArrayList<>();
    for (int i = 0; i < REPETITIONS; i++) {
      rawMillis.add(millis(raw));
      viewMillis.add(millis(view));
    }
    return new RawAndView(median(rawMillis), median(viewMillis));
  }

  private double millis(Statement statement) {
    try (QueryRows rows = warehouse.query(statement, Map.of(), QueryLimits.none())) {
      rows.all();
      return rows.elapsed().toNanos() / 1e6;
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /**
   * What came of asking every statement.
   *
   * @param waiting statements whose tables are not there yet
   */
  public record Asked(
      List<String> answered, List<String> waiting, String slowest, double slowestMillis) {}

  /** How long the same figures took in both ways, in milliseconds. */
  public record RawAndView(double rawMillis, double viewMillis) {

    public double ratio() {
      return rawMillis / viewMillis;
    }
  }
}
