package io.retaillake.pipelines.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.models.ModelException;
import io.retaillake.models.report.Json;
import io.retaillake.models.value.BetaGeometricNegativeBinomial;
import io.retaillake.models.value.CustomerScore;
import io.retaillake.models.value.CustomerScorer;
import io.retaillake.models.value.GammaGamma;
import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.SpendingHistories;
import io.retaillake.models.value.TimeUnit;
import io.retaillake.models.value.ValueRanking;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.jobs.GoldTables;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.TableRows;
import io.retaillake.transforms.tables.UserFeatures;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateCustomerValueTest {

  private static final int CUSTOMERS = 700;
  private static final TableDefinition HISTORY =
      io.retaillake.transforms.tables.PurchaseHistories.TABLE;

  @TempDir private Path folder;

  @Test
  void everyCustomerHasTheValueRankAndTierThatTheModelsGiveInOnePlace() throws Exception {
    GoldTables.customers(lakehouse(), CUSTOMERS, 7);

    ValueRun run = run("--monthlyDiscount=0.02");

    assertThat(run.balance()).isTrue();
    assertThat(run.customers()).isEqualTo(CUSTOMERS);
    assertThat(values(run.id())).isEqualTo(expected(0.02, run.id()));
    assertThat(Files.exists(folder.resolve("lakehouse/_model_runs/" + run.id() + ".json")))
        .as("the worker's file is taken")
        .isFalse();
    assertThat(Files.readString(folder.resolve("runs/runs/" + run.id() + "/run.json")))
        .contains("\"FINISHED\"", "delta_version.gold_purchase_history", "top20_share_of_clv");
    assertThat(folder.resolve("runs/models/retail_customer_value/versions/1.json")).exists();
  }

  @Test
  void customersWithoutARepeatPurchaseTakeTheModelsMeanAndAreValuedToo() throws Exception {
    GoldTables.customers(lakehouse(), CUSTOMERS, 8);

    ValueRun run = run();

    List<Map<String, Object>> once =
        GoldTables.rows(lakehouse(), CustomerValues.TABLE).stream()
            .filter(row -> row.get("frequency").equals(0L))
            .toList();
    assertThat(once).hasSizeGreaterThan(20);
    assertThat(once)
        .extracting(row -> row.get("expected_order_value"))
        .containsOnly(once.get(0).get("expected_order_value"));
    assertThat(once).allSatisfy(row -> assertThat((double) row.get("prob_alive")).isEqualTo(1));
    assertThat(run.totalClv()).isPositive();
  }

  @Test
  void aTableWithoutCustomersIsToldBeforeAnyWork() {
    GoldTables.customers(lakehouse(), 0, 1);

    assertThatThrownBy(this::run)
        .isInstanceOf(UserError.class)
        .hasMessage(
            "gold_purchase_history is empty: no customer has bought anything yet, so there is"
                + " nothing to make a model of. Run BuildUserFeatures once there are purchases")
        .extracting(error -> ((UserError) error).exitCode())
        .isEqualTo(ExitCode.DATA);
    assertThat(folder.resolve("runs")).doesNotExist();
  }

  @Test
  void aLakehouseWithoutFeaturesSaysWhatIsMissing() {
    assertThatThrownBy(this::run)
        .isInstanceOf(LakehouseException.class)
        .hasMessageContaining("gold_purchase_history");
  }

  @Test
  void aDiscountOutOfRangeIsRefused() {
    assertThatThrownBy(() -> run("--monthlyDiscount=1.5"))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--monthlyDiscount=1.5 can't be used");
  }

  @Test
  void aFitThatFailsIsKeptAsAFailedRunAndLeavesTheTableAsItWas() throws Exception {
    GoldTables.customers(lakehouse(), CUSTOMERS, 9);
    ValueRun before = run();
    GoldTables.write(
        lakehouse(), HISTORY, Stream.of("ann", "ben").map(EstimateCustomerValueTest::boughtOnce));

    assertThatThrownBy(this::run).hasRootCauseInstanceOf(ModelException.class);

    assertThat(values(before.id())).hasSize(CUSTOMERS);
    assertThat(statuses()).containsExactlyInAnyOrder("FINISHED", "FAILED");
  }

  /** Of all runs. */
  private List<String> statuses() throws IOException {
    List<String> statuses = new ArrayList<>();
    try (Stream<Path> runs = Files.list(folder.resolve("runs/runs"))) {
      for (Path run : (Iterable<Path>) runs::iterator) {
        statuses.add(Json.parse(Files.readString(run.resolve("run.json"))).get("status").asText());
      }
    }
    return statuses;
  }

  private static Row boughtOnce(String user) {
    return Row.withSchema(TableRows.schema(HISTORY))
        .addValues(user, GoldTables.AS_OF, 0L, 0.0, 10.0, null)
        .build();
  }

  private ValueRun run(String... more) throws Exception {
    return EstimateCustomerValue.run(
        Stream.concat(
                Stream.of("--lakehouse=" + lakehouse(), "--tracking=" + folder.resolve("runs")),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private String lakehouse() {
    return folder.resolve("lakehouse").toString();
  }

  /** The rows of the table by customer, all of the run. */
  private Map<String, List<Object>> values(String runId) {
    Map<String, List<Object>> rows = new TreeMap<>();
    for (Map<String, Object> row : GoldTables.rows(lakehouse(), CustomerValues.TABLE)) {
      assertThat(row.get("model_run")).isEqualTo(runId);
      rows.put((String) row.get("user_id"), List.copyOf(row.values()));
    }
    return rows;
  }

  /** What the models give for the same customers, all at once. */
  private Map<String, List<Object>> expected(double discount, String runId) {
    TreeMap<String, Map<String, Object>> histories = new TreeMap<>();
    GoldTables.rows(lakehouse(), HISTORY)
        .forEach(row -> histories.put((String) row.get("user_id"), row));
    Map<String, Object> revenue = new TreeMap<>();
    GoldTables.rows(lakehouse(), UserFeatures.TABLE)
        .forEach(row -> revenue.put((String) row.get("user_id"), row.get("monetary_total")));
    int n = histories.size();
    double[] frequency = new double[n];
    double[] recency = new double[n];
    double[] age = new double[n];
    double[] mean = new double[n];
    List<Map<String, Object>> rows = new ArrayList<>(histories.values());
    for (int i = 0; i < n; i++) {
      frequency[i] = (long) rows.get(i).get("frequency");
      recency[i] = (double) rows.get(i).get("recency_weeks");
      age[i] = (double) rows.get(i).get("age_weeks");
      BigDecimal orders = (BigDecimal) rows.get(i).get("mean_order_value");
      mean[i] = orders == null ? 0 : orders.doubleValue();
    }
    CustomerScore[] scores =
        CustomerScorer.overMonths(
                BetaGeometricNegativeBinomial.fit(PurchaseHistories.of(frequency, recency, age), 0)
                    .orThrow()
                    .model(),
                Optional.of(
                    GammaGamma.fit(SpendingHistories.of(frequency, mean), 0).orThrow().model()),
                12,
                TimeUnit.WEEK,
                discount)
            .scoreAll(frequency, recency, age, mean);
    double[] clv = Stream.of(scores).mapToDouble(CustomerScore::clv).toArray();
    ValueRanking ranking = ValueRanking.of(clv);
    Map<String, List<Object>> expected = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      String user = (String) rows.get(i).get("user_id");
      expected.put(
          user,
          List.of(
              user,
              rows.get(i).get("as_of"),
              (long) frequency[i],
              recency[i],
              age[i],
              scores[i].probAlive(),
              scores[i].expectedPurchases(),
              cents(scores[i].expectedValue()),
              cents(clv[i]),
              (long) ranking.rank(i),
              ranking.tier(i).label(),
              revenue.get(user),
              runId));
    }
    return expected;
  }

  private static BigDecimal cents(double usd) {
    return BigDecimal.valueOf(usd).setScale(2, RoundingMode.HALF_UP);
  }
}
