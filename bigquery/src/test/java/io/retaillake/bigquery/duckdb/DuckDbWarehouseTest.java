package io.retaillake.bigquery.duckdb;

import static io.retaillake.bigquery.testing.Rows.silver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.PublishResult;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.ValueType;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import io.retaillake.bigquery.testing.TestLakehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbWarehouseTest {

  private static final Statement EVENTS =
      duck("select event_id, revenue, event_ts, event_date from retail.silver_events order by 1");

  @TempDir Path folder;
  private TestLakehouse lakehouse;
  private DuckDbWarehouse warehouse;

  @BeforeEach
  void open() {
    lakehouse = new TestLakehouse(folder.resolve("lakehouse"));
    warehouse = DuckDbWarehouse.at(folder.resolve("data/warehouse.duckdb"), Duration.ofMillis(300));
  }

  @Test
  void publishedTableGivesItsRowsInTheTypesOfGoogleSql() {
    lakehouse.append(
        "silver_events",
        List.of(
            silver("a", "u", "purchase", "2024-02-29T23:59:59.999999Z", "revenue", "12.50"),
            silver("b", "u", "page_view", "2024-03-01T00:00:00Z")));

    publishSilver();

    assertThat(rows(EVENTS))
        .containsExactly(
            List.of(
                "a",
                new BigDecimal("12.5"),
                Instant.parse("2024-02-29T23:59:59.999999Z"),
                LocalDate.of(2024, 2, 29)),
            java.util.Arrays.asList(
                "b", null, Instant.parse("2024-03-01T00:00:00Z"), LocalDate.of(2024, 3, 1)));
  }

  @Test
  void secondPublicationAddsOnlyTheNewFilesAndAThirdChangesNothing() {
    lakehouse.append("silver_events", List.of(event("a"), event("b")));
    PublishResult first = publishSilver();
    lakehouse.append("silver_events", List.of(event("c")));
    PublishResult second = publishSilver();
    PublishResult third = publishSilver();

    assertThat(first)
        .isEqualTo(new PublishResult("silver_events", 1, 2, PublishResult.What.WHOLE, 0, 1));
    assertThat(second)
        .isEqualTo(new PublishResult("silver_events", 2, 3, PublishResult.What.ADDED, 0, 1));
    assertThat(third)
        .isEqualTo(new PublishResult("silver_events", 2, 3, PublishResult.What.UNCHANGED, 0, 0));
    assertThat(warehouse.published().get("silver_events").version()).isEqualTo(2);
    assertThat(rows(EVENTS)).hasSize(3);
  }

  @Test
  void rowsCommittedAfterAPublicationAreNotSeenUntilTheNext() {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();
    lakehouse.append("silver_events", List.of(event("b")));

    assertThat(rows(EVENTS)).hasSize(1);
    publishSilver();
    assertThat(rows(EVENTS)).hasSize(2);
  }

  @Test
  void replacedTableIsPublishedAsAWhole() {
    lakehouse.replace("gold_segment_sweep", List.of(sweep(2)));
    warehouse.publish(List.of(lakehouse.table("gold_segment_sweep")));
    lakehouse.replace("gold_segment_sweep", List.of(sweep(3), sweep(4)));

    PublishResult result = warehouse.publish(List.of(lakehouse.table("gold_segment_sweep"))).get(0);

    assertThat(result.what()).isEqualTo(PublishResult.What.WHOLE);
    assertThat(rows(duck("select k from retail.gold_segment_sweep order by k")))
        .containsExactly(List.of(3L), List.of(4L));
  }

  @Test
  void lakehouseMadeAnewInTheSameFolderIsPublishedThoughItsVersionIsTheSame() throws IOException {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();
    deleteLakehouse();
    lakehouse.append("silver_events", List.of(event("z")));

    assertThat(publishSilver().what()).isEqualTo(PublishResult.What.WHOLE);
    assertThat(rows(duck("select event_id from retail.silver_events")))
        .containsExactly(List.of("z"));
  }

  @Test
  void materializedViewFollowsAPublication() {
    Statement view = Statements.warehouse().named("revenue_by_category_month");
    Statement raw = Statements.warehouse().named("revenue_by_category_month_raw");
    lakehouse.append(
        "silver_events",
        List.of(silver("a", "u", "purchase", "2024-01-31T00:00:00Z", "revenue", "1.00")));
    publishSilver();
    lakehouse.append(
        "silver_events",
        List.of(silver("b", "u", "return", "2024-01-01T00:00:00Z", "revenue", "-0.40")));
    publishSilver();

    assertThat(rows(view))
        .containsExactly(
            List.of(
                "Books",
                LocalDate.of(2024, 1, 1),
                new BigDecimal("0.6"),
                new BigDecimal("1"),
                1L,
                1L));
    assertThat(rows(raw)).isEqualTo(rows(view));
    assertThat(warehouse.refresh()).containsExactly("mv_revenue_by_category_month");
    assertThat(rows(view)).isEqualTo(rows(raw));
  }

  @Test
  void parametersGoInAsValuesOnly() {
    lakehouse.append("silver_events", List.of(event("a"), event("b")));
    publishSilver();
    Statement byId =
        duck(
            "select event_id from retail.silver_events"
                + " where ($id is null or event_id = $id) and '$id' <> '' order by 1");

    assertThat(rows(byId, Map.of("id", Parameter.of(ValueType.STRING, "b"))))
        .containsExactly(List.of("b"));
    assertThat(rows(byId, Map.of("id", Parameter.of(ValueType.STRING, "b' or 'a' = 'a"))))
        .isEmpty();
    assertThat(rows(byId, Map.of("id", Parameter.of(ValueType.STRING, null)))).hasSize(2);
    assertProblem(() -> rows(byId, Map.of()), WarehouseException.Problem.WRONG_STATEMENT)
        .hasMessageContaining("@id");
  }

  @Test
  void missingWarehouseSaysHowToMakeIt() {
    assertProblem(() -> rows(EVENTS), WarehouseException.Problem.UNREACHABLE)
        .hasMessageContaining("PublishWarehouse");
    assertThat(warehouse.published()).isEmpty();
  }

  @Test
  void tableThatWasNotPublishedIsNamed() {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();

    assertProblem(
            () -> rows(duck("select * from retail.gold_customer_value")),
            WarehouseException.Problem.TABLE_MISSING)
        .hasMessageContaining("gold_customer_value");
  }

  @Test
  void fileThatIsGoneAsksForAnotherPublication() throws IOException {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();
    deleteLakehouse();

    assertProblem(() -> rows(EVENTS), WarehouseException.Problem.STALE)
        .hasMessageContaining("Publish again");
  }

  @Test
  void failedPublicationLeavesWhatWasPublished() {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();
    lakehouse.append("silver_events", List.of(event("b")));
    lakehouse.replace("gold_segment_sweep", List.of(sweep(2)));
    deleteDataFiles("gold_segment_sweep");

    assertProblem(
        () ->
            warehouse.publish(
                List.of(lakehouse.table("silver_events"), lakehouse.table("gold_segment_sweep"))),
        WarehouseException.Problem.STALE);
    assertThat(rows(EVENTS)).hasSize(1);
    assertThat(warehouse.published().get("silver_events").version()).isEqualTo(1);
  }

  @Test
  void fileThatIsNoDatabaseIsNotTouched() throws IOException {
    Path file = folder.resolve("notes.duckdb");
    Files.writeString(file, "my notes");

    assertProblem(
        () -> DuckDbWarehouse.at(file).publish(lakehouse.tables()),
        WarehouseException.Problem.UNREACHABLE);
    assertThat(file).hasContent("my notes");
  }

  @Test
  void statementThatTakesTooLongIsStopped() {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();

    Statement endless =
        duck("select sum(a.range * b.range) from range(10000000) a, range(10000000) b");
    assertProblem(
            () -> {
              try (QueryRows rows =
                  warehouse.query(
                      endless, Map.of(), QueryLimits.none().withTimeout(Duration.ofMillis(200)))) {
                rows.all();
              }
            },
            WarehouseException.Problem.TIMEOUT)
        .hasMessageContaining("200 ms");
    assertThat(rows(EVENTS)).hasSize(1);
  }

  @Test
  void writerWaitsForReadersOfThisProcessAndSaysSoIfTheyStay() {
    lakehouse.append("silver_events", List.of(event("a")));
    publishSilver();

    QueryRows open = warehouse.query(EVENTS, Map.of(), QueryLimits.none());
    assertThat(rows(EVENTS)).hasSize(1);
    assertProblem(this::publishSilver, WarehouseException.Problem.BUSY);
    open.close();
    assertThat(publishSilver().what()).isEqualTo(PublishResult.What.UNCHANGED);
  }

  private PublishResult publishSilver() {
    return warehouse.publish(List.of(lakehouse.table("silver_events"))).get(0);
  }

  private List<List<Object>> rows(Statement statement) {
    return rows(statement, Map.of());
  }

  private List<List<Object>> rows(Statement statement, Map<String, Parameter> parameters) {
    try (QueryRows rows = warehouse.query(statement, parameters, QueryLimits.none())) {
      return rows.all();
    }
  }

  private static Statement duck(String sql) {
    return Statement.of("test", "", sql);
  }

  private static Map<String, Object> event(String id) {
    return silver(id, "u", "page_view", "2024-05-05T10:00:00Z");
  }

  private static Map<String, Object> sweep(int k) {
    return Map.of("k", k, "inertia", 1.5, "silhouette", 0.5, "chosen", true, "model_run", "run");
  }

  private void deleteLakehouse() throws IOException {
    com.google.common.io.MoreFiles.deleteRecursively(
        folder.resolve("lakehouse"), com.google.common.io.RecursiveDeleteOption.ALLOW_INSECURE);
  }

  private void deleteDataFiles(String table) {
    try (Stream<Path> files = Files.walk(folder.resolve("lakehouse").resolve(table))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertProblem(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call,
      WarehouseException.Problem problem) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WarehouseException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }
}
