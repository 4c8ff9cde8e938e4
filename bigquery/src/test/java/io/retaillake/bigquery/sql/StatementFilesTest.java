package io.retaillake.bigquery.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.bigquery.ResultColumn;
import io.retaillake.bigquery.ValueType;
import io.retaillake.bigquery.schema.WarehouseSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement of the repository against Google's analyzer and the rules for its file. */
class StatementFilesTest {

  private static final GoogleSqlAnalyzer ANALYZER = new GoogleSqlAnalyzer(WarehouseSchema.load());
  private static final Pattern COLUMN =
      Pattern.compile("^--   (\\w+) +(STRING|INT64|FLOAT64|NUMERIC|BOOL|TIMESTAMP|DATE) ");

  static Stream<Path> queries() {
    return SqlFolder.all().stream().flatMap(folder -> folder.queries().stream());
  }

  static Stream<Path> warehouseStatements() {
    return SqlFolder.all().get(0).queries().stream()
        .filter(file -> !file.getParent().endsWith("views"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void isGoogleSqlOverTheDeclaredTables(Path file) throws IOException {
    assertThat(ANALYZER.columns(Files.readString(file))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("warehouseStatements")
  void headerTellsTheGrainAndTheColumnsThatTheStatementGives(Path file) throws IOException {
    String text = Files.readString(file);

    List<ResultColumn> told =
        text.lines()
            .map(COLUMN::matcher)
            .filter(matcher -> matcher.find())
            .map(match -> new ResultColumn(match.group(1), ValueType.valueOf(match.group(2))))
            .toList();

    assertThat(text).contains("\n-- Grain: ");
    assertThat(told).isEqualTo(ANALYZER.columns(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select list_aggregate([1, 2], 'sum') as x",
        "select epoch_ms(event_ts) as x from retail.silver_events",
        "select date_trunc('month', event_date) as x from retail.silver_events",
        "select arg_max(user_id, event_ts) as x from retail.silver_events",
        "select no_such_column from retail.silver_events",
        "select user_id, count(*) as n from retail.silver_events",
      })
  void whatOnlyAnotherEngineWouldTakeIsRefused(String statement) {
    assertThatThrownBy(() -> ANALYZER.columns(statement))
        .hasMessageMatching(
            "(?s).*(Function not found|No matching signature|Unrecognized name"
                + "|neither grouped nor aggregated|valid date part|A valid date).*");
  }

  @Test
  void catalogueListsTheStatementsByNameWithTheirSummaries() {
    Statements statements = Statements.warehouse();

    assertThat(statements.all()).hasSizeGreaterThanOrEqualTo(28);
    Statement cohorts = statements.named("cohort_retention");
    assertThat(cohorts.summary())
        .startsWith("How many of the customers who first bought in a month buy again");
    assertThat(cohorts.reads()).containsExactly("silver_events");
    assertThatThrownBy(() -> statements.named("no_such")).hasMessageContaining("no_such");
  }

  @Test
  void anotherDatasetIsPutInForTheOneThatStatementsName() {
    Statement statement =
        Statement.of("x", "select 'retail' as shop, t.retail from retail.silver_events as t", "");

    assertThat(statement.googleSql("retail"))
        .isEqualTo("select 'retail' as shop, t.retail from retail.silver_events as t");
    assertThat(statement.googleSql("shop_2"))
        .isEqualTo("select 'retail' as shop, t.retail from `shop_2`.silver_events as t");
  }
}
