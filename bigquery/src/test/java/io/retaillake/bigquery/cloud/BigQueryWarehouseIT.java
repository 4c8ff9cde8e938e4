package io.retaillake.bigquery.cloud;

import static io.retaillake.bigquery.testing.Rows.silver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.DatasetInfo;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TableId;
import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.PublishResult;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.ValueType;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.bigquery.sql.Statements;
import io.retaillake.bigquery.testing.Emulator;
import io.retaillake.bigquery.testing.TestLakehouse;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BigQueryWarehouseIT {

  private static final AtomicInteger DATASETS = new AtomicInteger();
  private static Emulator emulator;

  @TempDir Path folder;
  private TestLakehouse lakehouse;
  private BigQuerySettings settings;
  private BigQuery client;
  private BigQueryWarehouse warehouse;

  @BeforeAll
  static void start() throws Exception {
    emulator = Emulator.start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @BeforeEach
  void open() {
    lakehouse = new TestLakehouse(folder);
    settings = emulator.settings("shop_" + DATASETS.incrementAndGet());
    client = Clients.bigQuery(settings);
    warehouse = BigQueryWarehouse.at(settings);
  }

  @Test
  void secondPublicationLoadsOnlyTheNewRowsAndAThirdNone() {
    lakehouse.append("silver_events", List.of(event("a"), event("b")));
    PublishResult first = publishSilver();
    lakehouse.append("silver_events", List.of(event("c")));
    PublishResult second = publishSilver();
    PublishResult third = publishSilver();

    assertThat(first)
        .isEqualTo(new PublishResult("silver_events", 1, 2, PublishResult.What.WHOLE, 2, 1));
    assertThat(second)
        .isEqualTo(new PublishResult("silver_events", 2, 3, PublishResult.What.ADDED, 1, 1));
    assertThat(third)
        .isEqualTo(new PublishResult("silver_events", 2, 3, PublishResult.What.UNCHANGED, 0, 0));
    assertThat(ids()).containsExactly("a", "b", "c");
    assertThat(warehouse.published().get("silver_events").version()).isEqualTo(2);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void replacedTableIsReplaced() {
    lakehouse.replace("gold_segment_sweep", List.of(sweep(2)));
    warehouse.publish(List.of(lakehouse.table("gold_segment_sweep")));
    lakehouse.replace("gold_segment_sweep", List.of(sweep(3), sweep(4)));
    warehouse.publish(List.of(lakehouse.table("gold_segment_sweep")));

    assertThat(rows(google("select k from retail.gold_segment_sweep order by k")))
        .containsExactly(List.of(3L), List.of(4L));
  }

  @Test
  void materializedViewIsOneAndRightAfterNewRowsAndARefresh() {
    Statement view = Statements.warehouse().named("revenue_by_category_month");
    lakehouse.append(
        "silver_events",
        List.of(silver("a", "u", "purchase", "2024-01-31T00:00:00Z", "revenue", "1.00")));
    publishSilver();
    lakehouse.append(
        "silver_events",
        List.of(silver("b", "u", "return", "2024-01-01T00:00:00Z", "revenue", "-0.40")));
    publishSilver();

    assertThat(warehouse.refresh()).containsExactly("mv_revenue_by_category_month");
    assertThat(
            client
                .getTable(TableId.of(settings.dataset(), "mv_revenue_by_category_month"))
                .<TableDefinition>getDefinition()
                .getType())
        .isEqualTo(TableDefinition.Type.MATERIALIZED_VIEW);
    assertThat(rows(view))
        .containsExactly(
            List.of(
                "Books",
                LocalDate.of(2024, 1, 1),
                new BigDecimal("0.6"),
                new BigDecimal("1"),
                1L,
                1L));
  }

  @Test
  void pagesOfALargeResultAreAllFetched() {
    publishSilver();

    List<List<Object>> numbers =
        rows(google("select n from unnest(generate_array(1, 25000)) as n order by n"));

    assertThat(numbers).hasSize(25_000);
    assertThat(numbers.get(24_999)).containsExactly(25_000L);
  }

  @Test
  void parametersGoInAsValuesOnly() {
    lakehouse.append("silver_events", List.of(event("a"), event("b")));
    publishSilver();
    Statement byId =
        google(
            "select event_id from retail.silver_events"
                + " where (@id is null or event_id = @id) and event_date >= @day order by 1");

    assertThat(rows(byId, parameters("b"))).containsExactly(List.of("b"));
    assertThat(rows(byId, parameters("b' or 'a' = 'a"))).isEmpty();
    assertThat(rows(byId, parameters(null))).hasSize(2);
  }

  @Test
  void publicationThatWasKilledAfterLoadingIsRightWhenRunAgain() throws Exception {
    List<Map<String, Object>> events = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      events.add(event("e" + i));
    }
    lakehouse.append("silver_events", events);

    for (int millis : List.of(900, 1_300, 1_700, 2_100, 2_600)) {
      Process publishing = publishInAnotherProcess();
      publishing.waitFor(millis, TimeUnit.MILLISECONDS);
      publishing.destroyForcibly().waitFor();
      assertThat(publishedRows()).isIn(0L, 5_000L);
    }
    publishSilver();

    assertThat(publishedRows()).isEqualTo(5_000);
    assertThat(warehouse.published().get("silver_events").rows()).isEqualTo(5_000);
  }

  @Test
  void publicationsAtOnceLeaveEveryRowOnce() throws Exception {
    lakehouse.append("silver_events", List.of(event("a"), event("b")));
    publishSilver();
    lakehouse.append("silver_events", List.of(event("c")));

    List<Process> publishing = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      publishing.add(publishInAnotherProcess());
    }
    for (Process process : publishing) {
      process.waitFor();
    }
    publishSilver();

    assertThat(ids()).containsExactly("a", "b", "c");
  }

  @Test
  void tableOfAnotherSchemaIsLeftAlone() {
    client.create(
        DatasetInfo.newBuilder(settings.dataset()).setLocation(settings.location()).build());
    new BigQueryJobs(client, settings)
        .run("make", "create table " + settings.dataset() + ".silver_events (mine int64)");

    assertProblem(this::publishSilver, WarehouseException.Problem.SCHEMA_DIFFERS)
        .hasMessageContaining("mine INT64 and should be event_id STRING");
  }

  @Test
  void columnThatCameSinceIsAdded() {
    client.create(
        DatasetInfo.newBuilder(settings.dataset()).setLocation(settings.location()).build());
    new BigQueryJobs(client, settings)
        .run(
            "make",
            "create table "
                + settings.dataset()
                + ".gold_segment_sweep (k int64, inertia float64, silhouette float64)");
    lakehouse.replace("gold_segment_sweep", List.of(sweep(2)));

    warehouse.publish(List.of(lakehouse.table("gold_segment_sweep")));

    assertThat(rows(google("select k, chosen from retail.gold_segment_sweep")))
        .containsExactly(List.of(2L, true));
  }

  @Test
  void datasetInAnotherLocationIsSaid() {
    client.create(DatasetInfo.newBuilder(settings.dataset()).setLocation("EU").build());

    assertProblem(this::publishSilver, WarehouseException.Problem.WRONG_PLACE)
        .hasMessageContaining("--location=EU");
  }

  @Test
  void missingTableAsksForAPublicationAndAMissingDatasetForAnotherPlace() {
    assertProblem(
        () -> rows(Statements.warehouse().named("event_types")),
        WarehouseException.Problem.WRONG_PLACE);
    assertProblem(warehouse::checkDataset, WarehouseException.Problem.WRONG_PLACE)
        .hasMessageContaining("has none of this name");
    client.create(
        DatasetInfo.newBuilder(settings.dataset()).setLocation(settings.location()).build());
    assertProblem(
            () -> rows(Statements.warehouse().named("event_types")),
            WarehouseException.Problem.TABLE_MISSING)
        .hasMessageContaining("PublishWarehouse");
    warehouse.checkDataset();
    assertThat(warehouse.published()).isEmpty();
  }

  @Test
  void wrongStatementIsSaidToBeWrong() {
    publishSilver();

    assertProblem(
        () -> rows(google("select no_such_column from retail.silver_events")),
        WarehouseException.Problem.WRONG_STATEMENT);
  }

  @Test
  void emulatorThatDoesNotRunIsNotReachable() {
    BigQueryWarehouse nowhere =
        BigQueryWarehouse.at(
            BigQuerySettings.of("p", "d")
                .withEndpoint("http://127.0.0.1:1")
                .withRetryFor(Duration.ofSeconds(1)));

    assertProblem(
            () -> nowhere.publish(List.of(lakehouse.table("silver_events"))),
            WarehouseException.Problem.UNREACHABLE)
        .hasMessageContaining("Start the emulator");
  }

  private PublishResult publishSilver() {
    return warehouse.publish(List.of(lakehouse.table("silver_events"))).get(0);
  }

  private long publishedRows() {
    if (client.getTable(TableId.of(settings.dataset(), "silver_events")) == null) {
      return 0;
    }
    return (Long) rows(google("select count(*) as n from retail.silver_events")).get(0).get(0);
  }

  private Process publishInAnotherProcess() throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            PublishSilver.class.getName(),
            folder.toString(),
            emulator.endpoint(),
            settings.dataset())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private List<String> ids() {
    return rows(google("select event_id from retail.silver_events order by 1")).stream()
        .map(row -> (String) row.get(0))
        .toList();
  }

  private List<String> leftovers() {
    List<String> names = new ArrayList<>();
    client
        .listTables(settings.dataset())
        .iterateAll()
        .forEach(
            table -> {
              if (table.getTableId().getTable().startsWith("load_")) {
                names.add(table.getTableId().getTable());
              }
            });
    return names;
  }

  private List<List<Object>> rows(Statement statement) {
    return rows(statement, Map.of());
  }

  private List<List<Object>> rows(Statement statement, Map<String, Parameter> parameters) {
    try (QueryRows rows = warehouse.query(statement, parameters, QueryLimits.none())) {
      return rows.all();
    }
  }

  private static Map<String, Parameter> parameters(String id) {
    return Map.of(
        "id", Parameter.of(ValueType.STRING, id),
        "day", Parameter.of(ValueType.DATE, LocalDate.of(2024, 1, 1)));
  }

  private static Statement google(String sql) {
    return Statement.of("test", sql, "");
  }

  private static Map<String, Object> event(String id) {
    return silver(id, "u", "page_view", "2024-05-05T10:00:00Z");
  }

  private static Map<String, Object> sweep(int k) {
    return Map.of("k", k, "inertia", 1.5, "silhouette", 0.5, "chosen", true, "model_run", "run");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertProblem(
      ThrowingCallable call, WarehouseException.Problem problem) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WarehouseException.class, e -> assertThat(e.problem()).as("%s", e).isEqualTo(problem));
  }
}
