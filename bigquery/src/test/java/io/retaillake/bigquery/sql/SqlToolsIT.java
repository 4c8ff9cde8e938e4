package io.retaillake.bigquery.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The build's SQL tools on every folder of statements: SQLGlot's translation, and the linter. */
class SqlToolsIT {

  private static final Path TRANSPILE = Path.of("src/main/python/transpile.py");

  @TempDir Path folder;

  static Stream<SqlFolder> folders() {
    return SqlFolder.all().stream();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void duckDbTextIsWhatTheGoogleSqlTranslatesTo(SqlFolder sql) throws Exception {
    assertThat(Python.run("python", TRANSPILE, sql.google(), sql.duck(), "--check"))
        .satisfies(ended -> assertThat(ended.output()).contains("0 files changed"))
        .extracting(Python.Ended::code)
        .isEqualTo(0);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void statementsPassTheLinter(SqlFolder sql) throws Exception {
    Python.Ended ended =
        Python.run("sqlfluff", "lint", "--disable-progress-bar", sql.google().normalize());

    assertThat(ended.code()).as(ended.output()).isEqualTo(0);
  }

  @Test
  void textThatWasChangedByHandOrLeftBehindIsNamed() throws Exception {
    write("sql/a.sql", "select safe_divide(1, 2) as x");
    write("sql/b.sql", "select 1 as x");
    write("duck/a.sql", "SELECT 1");
    write("duck/old.sql", "SELECT 1");

    Python.Ended ended = transpile("--check");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("duck/a.sql differs from its source")
        .contains("duck/b.sql is missing")
        .contains("duck/old.sql has no source any more");
    assertThat(transpile().output()).contains("2 statements, 3 files changed");
    assertThat(transpile("--check").code()).isEqualTo(0);
  }

  /** What DuckDB would take otherwise than BigQuery, if SQLGlot's text were left as it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select x from t order by x, y desc | ORDER BY x NULLS FIRST, y DESC",
        "select extract(dayofweek from d) as w from t | (EXTRACT(DAYOFWEEK FROM d) + 1) AS w",
        "select date_add(d, interval 1 day) as w from t"
            + " | CAST(d + INTERVAL '1' DAY AS DATE) AS w",
        "select cast(x as numeric) as n from t | CAST(x AS DECIMAL(38, 9)) AS n",
        "select div(a + 1, b) as q from t | (a + 1) // b AS q",
        "select 0.5 as half | CAST(0.5 AS DOUBLE) AS half",
        "select x from t where c = @c | c = $c",
      })
  void differencesBetweenTheEnginesAreSaid(String google, String duck) throws Exception {
    write("sql/a.sql", google);

    assertThat(transpile().code()).isEqualTo(0);
    assertThat(
            Files.readString(folder.resolve("duck/a.sql"))
                .replaceAll("\\s+", " ")
                .replace("( ", "(")
                .replace(" )", ")"))
        .contains(duck);
  }

  @Test
  void statementThatCannotBeTranslatedFailsByItsFile() throws Exception {
    write("sql/bad.sql", "select from where");

    Python.Ended ended = transpile();

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.output()).contains("bad.sql").contains("Expected");
  }

  @Test
  void linterRefusesWhatIsAgainstTheStyle() throws Exception {
    write("sql/bad.sql", "SELECT a,b FROM retail.silver_events");

    Python.Ended ended =
        Python.run(
            "sqlfluff",
            "lint",
            "--config",
            ".sqlfluff",
            "--disable-progress-bar",
            folder.resolve("sql"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output()).contains("CP01").contains("bad.sql");
  }

  private Python.Ended transpile(String... more) throws Exception {
    return more.length == 0
        ? Python.run("python", TRANSPILE, folder.resolve("sql"), folder.resolve("duck"))
        : Python.run("python", TRANSPILE, folder.resolve("sql"), folder.resolve("duck"), more[0]);
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text + "\n");
  }
}
