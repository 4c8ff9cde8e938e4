package io.retaillake.bigquery.testing;

import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.ResultColumn;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/** Two warehouses that the same tables were published to, and what they answer. */
public final class BothEngines {

  private BothEngines() {}

  /**
   * Asks both every statement, and fails with each that has other columns or rows on one than on
   * the other. Rows are compared in any order where the statement gives none.
   *
   * @return how many rows each statement answered with
   */
  public static Map<String, Integer> assertAlike(Warehouse one, Warehouse other) {
    SoftAssertions softly = new SoftAssertions();
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (Statement statement : Statements.warehouse().all()) {
      Answer answer = answer(one, statement);
      Answer expected = answer(other, statement);
      softly.assertThat(answer.columns).as(statement.name()).isEqualTo(expected.columns);
      softly.assertThat(answer.rows).as(statement.name()).isEqualTo(expected.rows);
      counts.put(statement.name(), answer.rows.size());
    }
    softly.assertAll();
    return counts;
  }

  private static Answer answer(Warehouse warehouse, Statement statement) {
    try (QueryRows rows = warehouse.query(statement, Map.of(), QueryLimits.none())) {
      List<List<Object>> all = rows.all();
      if (!statement.googleSql().contains("\norder by")) {
        all = new ArrayList<>(all);
        all.sort(Comparator.comparing(Object::toString));
      }
      return new Answer(rows.columns(), all);
    }
  }

  private record Answer(List<ResultColumn> columns, List<List<Object>> rows) {}
}
