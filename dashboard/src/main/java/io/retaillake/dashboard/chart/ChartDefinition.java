package io.retaillake.dashboard.chart;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.bigquery.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A chart, as its folder defines it.
 *
 * @param id the folder's name, which begins with its place: {@code 06-cohort-retention}
 * @param specification {@code spec.vl.json}: Vega-Lite without data, size and title
 * @param titleScript {@code title.js}: a function of the rows that gives title and subtitle
 * @param query {@code query.sql}
 * @param timed statements of which the chart shows how long they take; mostly none
 */
public record ChartDefinition(
    String id,
    JsonNode specification,
    String titleScript,
    Statement query,
    List<TimedStatement> timed) {

  /** A statement and what the chart calls it. */
  public record TimedStatement(String name, Statement statement) {}

  /** The tables and views that it reads. */
  public Set<String> reads() {
    Set<String> reads = new TreeSet<>(query.reads());
    timed.forEach(statement -> reads.addAll(statement.statement().reads()));
    return reads;
  }
}
