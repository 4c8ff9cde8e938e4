package io.retaillake.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.cloud.BigQueryWarehouse;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import io.retaillake.bigquery.testing.Emulator;
import io.retaillake.bigquery.testing.Shops;
import io.retaillake.bigquery.testing.TestLakehouse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every statement gives the same columns and rows on DuckDB and, by Google's client, on BigQuery.
 */
class EnginesAgreeIT {

  private static Emulator emulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    emulator = Emulator.start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @EnumSource(Shops.class)
  void statementsGiveTheSameRows(Shops shop) {
    TestLakehouse lakehouse = new TestLakehouse(folder.resolve("lakehouse"));
    shop.fill(lakehouse);
    SoftAssertions softly = new SoftAssertions();
    try (Warehouse duck = DuckDbWarehouse.at(folder.resolve("warehouse.duckdb"));
        Warehouse google =
            BigQueryWarehouse.at(
                emulator.settings("shop_" + shop.name().toLowerCase(Locale.ROOT)))) {
      duck.publish(lakehouse.tables());
      google.publish(lakehouse.tables());
      // BigQuery reads what came since the last refresh by itself; the emulator does not always.
      google.refresh();
      for (Statement statement : Statements.warehouse().all()) {
        Answer one = answer(duck, statement);
        Answer other = answer(google, statement);
        softly.assertThat(one.columns).as(statement.name()).isEqualTo(other.columns);
        softly.assertThat(one.rows).as(statement.name()).isEqualTo(other.rows);
      }
      softly.assertAll();
      assertThat(answer(duck, Statements.warehouse().named("medallion_funnel")).rows).hasSize(4);
    }
  }

  private static Answer answer(Warehouse warehouse, Statement statement) {
    try (QueryRows rows = warehouse.query(statement, Map.of(), QueryLimits.none())) {
      List<List<Object>> all = rows.all();
      if (!statement.googleSql().contains("\norder by")) {
        all = new ArrayList<>(all);
        all.sort(java.util.Comparator.comparing(Object::toString));
      }
      return new Answer(rows.columns(), all);
    }
  }

  private record Answer(List<ResultColumn> columns, List<List<Object>> rows) {}
}
