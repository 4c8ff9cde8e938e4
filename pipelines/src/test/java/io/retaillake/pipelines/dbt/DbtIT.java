package io.retaillake.pipelines.dbt;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.cloud.BigQueryWarehouse;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.bigquery.sql.Statements;
import io.retaillake.bigquery.testing.BothEngines;
import io.retaillake.bigquery.testing.Emulator;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.dbt.Dbt.Build;
import io.retaillake.pipelines.dbt.Dbt.Difference;
import io.retaillake.pipelines.dbt.Dbt.Faults;
import io.retaillake.pipelines.dbt.Dbt.Pair;
import io.retaillake.pipelines.warehouse.PublishedTables;
import io.retaillake.pipelines.witness.Tool.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dbt project on a shop's events: built when the first part of them has come, and again when
 * the rest has, with repeated and corrected events among it. On DuckDB and on an emulator of
 * BigQuery.
 */
class DbtIT {

  private static final Path MODULE =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).toAbsolutePath();
  @TempDir private static Path folder;
  private static Path lakehouse;
  private static Path file;
  private static Emulator emulator;
  private static Dbt dbt;

  /** A condition on bronze: the records of the second part. */
  private static String isNew;

  private static final Map<String, Build> BUILDS = new LinkedHashMap<>();

  @BeforeAll
  static void buildAfterEachPart() throws Exception {
    lakehouse = folder.resolve("lakehouse");
    file = folder.resolve("warehouse.duckdb");
    emulator = Emulator.start();
    dbt = new Dbt(MODULE, file, emulator, Files.createDirectories(folder.resolve("dbt")));
    try (Shop shop = new Shop(lakehouse)) {
      shop.open();
      publish();
      build("first");
      isNew = shop.isNew();
      shop.goOn();
      shop.reconcile();
      shop.buildFeatures();
      publish();
      build("second");
      shop.model();
      publish();
    }
  }

  @AfterAll
  static void stopTheEmulator() {
    emulator.close();
  }

  @Test
  void everyBuildIsGreen() {
    BUILDS.forEach((name, build) -> assertThat(build.notGreen()).as(name).isEmpty());
    assertThat(BUILDS.values()).allMatch(Build::green);
    assertThat(BUILDS.get("duckdb first").counts())
        .containsEntry("model", 8)
        .containsEntry("unit_test", 6);
  }

  @Test
  void secondBuildMergesTheEventsThatCameAndNoOther() throws Exception {
    String came =
        "(select distinct event_id as dedup_key from retail.bronze_events where " + isNew + ")";
    String merged =
        "(select dedup_key from retail_dbt.stg_events where merged_by = '%s')"
            .formatted(BUILDS.get("duckdb second").invocation());
    Difference difference =
        dbt.differences(Map.of("merged", new Pair(merged, came, List.of()))).get("merged");

    assertThat(difference.rows()).isPositive();
    assertThat(difference.onlyLeft()).isZero();
    assertThat(difference.onlyRight()).isZero();
  }

  @Test
  void eventsAreThoseOfReconciledSilverRepeatedAndCorrectedOnesAmongThem() throws Exception {
    String corrected =
        "(select event_id from retail.bronze_events group by event_id"
            + " having count(distinct coalesce(revenue, 0)) > 1)";
    Map<String, Difference> found =
        dbt.differences(
            Map.of(
                "silver", new Pair("retail_dbt.stg_events", "retail.silver_events", List.of()),
                "bronze", same("retail.bronze_events"),
                "corrected", same(corrected)));
    Difference silver = found.get("silver");

    assertThat(silver.onlyLeft()).isZero();
    assertThat(silver.onlyRight()).isZero();
    assertThat(silver.columns()).hasSize(21).contains("revenue", "kafka_offset", "time_of_day");
    assertThat(found.get("bronze").rows()).isGreaterThan(silver.rows());
    assertThat(found.get("corrected").rows()).isPositive();
  }

  @Test
  void scoresAreThoseOfTheFeaturesThatBeamHasBuilt() throws Exception {
    Difference features =
        dbt.differences(
                Map.of(
                    "features",
                    new Pair("retail_dbt.user_rfm", "retail.gold_user_features", List.of())))
            .get("features");

    assertThat(features.rows()).isPositive();
    assertThat(features.onlyLeft()).isZero();
    assertThat(features.onlyRight()).isZero();
    assertThat(features.columns())
        .hasSize(19)
        .contains("recency_days", "monetary_total", "average_order_value", "rfm_score");
  }

  @Test
  void martsAnswerAsTheWarehousesStatementsDo() throws Exception {
    Map<String, Difference> found =
        dbt.differences(
            Map.of(
                "cohort_retention", mart("cohort_retention", "cohort_retention"),
                "basket_pairs", mart("basket_pairs", "basket_pairs"),
                "category_revenue", mart("category_revenue", "revenue_by_category_month_raw"),
                "category_baskets",
                    new Pair(
                        "retail_dbt.category_baskets", "retail.gold_category_baskets", List.of())));

    assertThat(found.get("cohort_retention").columns()).hasSize(7);
    assertThat(found.get("basket_pairs").columns()).hasSize(8);
    assertThat(found.get("category_revenue").columns()).hasSize(6);
    assertThat(found.get("category_baskets").columns()).hasSize(5);
    found.forEach(
        (name, difference) -> {
          assertThat(difference.rows()).as(name).isPositive();
          assertThat(difference.onlyLeft()).as(name).isZero();
          assertThat(difference.onlyRight()).as(name).isZero();
        });
  }

  @Test
  void bothEnginesHoldTheSameRows() throws Exception {
    Map<String, Dbt.Engines> found = dbt.engines("duckdb second");

    assertThat(found).hasSize(8);
    found.forEach(
        (model, engines) -> {
          assertThat(engines.rows()).as(model).isPositive();
          assertThat(engines.onlyDuckdb()).as(model).isEmpty();
          assertThat(engines.onlyEmulator()).as(model).isEmpty();
        });
  }

  /** No part of dbt, but what it needs is there: the tables of the demo, in both engines. */
  @Test
  void everyStatementOfTheWarehouseAnswersAlikeOnBothEngines() throws Exception {
    try (Warehouse duckDb = DuckDbWarehouse.at(file);
        Warehouse bigQuery = BigQueryWarehouse.at(emulator.settings("retail"))) {
      // BigQuery reads what came since the last refresh by itself; the emulator does not always.
      bigQuery.refresh();
      Map<String, Integer> rows = BothEngines.assertAlike(duckDb, bigQuery);

      assertThat(rows).hasSize(28).doesNotContainValue(0);
    }
  }

  @Test
  void everyTestNoticesItsFault() throws Exception {
    Faults faults = dbt.faults("duckdb second");

    assertThat(faults.tests()).isEqualTo(BUILDS.get("duckdb second").counts().get("test"));
    assertThat(faults.columns()).hasSizeGreaterThan(75);
    assertThat(faults.failedBefore()).isEmpty();
    assertThat(faults.unnoticed()).isEmpty();
    assertThat(faults.dbtSucceeded()).isFalse();
    assertThat(faults.passedInDbt()).isEmpty();
  }

  @Test
  void compiledSqlPassesTheLinter() throws Exception {
    Run run = dbt.lint("emulator second");

    assertThat(run.exitCode()).as(run.output()).isZero();
  }

  @Test
  void sourcesAreFreshRightAfterTheStream() throws Exception {
    Run run = dbt.sourceFreshness();

    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output()).contains("PASS freshness of lakehouse.bronze_events");
  }

  private static Pair same(String query) {
    return new Pair(query, query, List.of());
  }

  private static Pair mart(String mart, String statement) {
    String sql = Statements.warehouse().named(statement).duckSql();
    return new Pair("retail_dbt." + mart, "(\n" + sql + "\n)", List.of());
  }

  /** Builds on both at once: on the emulator most of the time goes by in waiting. */
  private static void build(String step) throws Exception {
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      Map<String, Future<Build>> builds = new LinkedHashMap<>();
      for (String target : List.of("duckdb", "emulator")) {
        String name = target + " " + step;
        builds.put(name, both.submit(() -> dbt.build(target, name)));
      }
      for (Map.Entry<String, Future<Build>> build : builds.entrySet()) {
        BUILDS.put(build.getKey(), build.getValue().get());
      }
    } finally {
      both.shutdown();
    }
  }

  private static void publish() {
    List<DeltaTable> tables = PublishedTables.in(lakehouse.toString());
    try (Warehouse duckDb = DuckDbWarehouse.at(file);
        Warehouse bigQuery = BigQueryWarehouse.at(emulator.settings("retail"))) {
      duckDb.publish(tables);
      bigQuery.publish(tables);
    }
  }
}
