package io.retaillake.pipelines.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.models.report.ValueModelJson;
import io.retaillake.models.report.ValueModelJson.ValueModel;
import io.retaillake.models.tracking.SegmentPyfunc;
import io.retaillake.models.tracking.ValuePyfunc;
import io.retaillake.models.value.CustomerScore;
import io.retaillake.models.value.CustomerScorer;
import io.retaillake.models.value.TimeUnit;
import io.retaillake.pipelines.experiment.AnalyzeExperiment;
import io.retaillake.pipelines.experiment.ExperimentRun;
import io.retaillake.pipelines.segments.SegmentCustomers;
import io.retaillake.pipelines.segments.SegmentRun;
import io.retaillake.pipelines.value.EstimateCustomerValue;
import io.retaillake.pipelines.value.ValueRun;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.ExperimentAssignments;
import io.retaillake.transforms.tables.ExperimentResults;
import io.retaillake.transforms.tables.PurchaseHistories;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three jobs against a real MLflow server, whose models Python loads and scores with. */
class MlflowIT {

  private static final int CUSTOMERS = 1500;
  private static final String API = "/api/2.0/mlflow/";

  @TempDir private static Path folder;

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void modelsThatTheJobsRegisterScoreInPythonAsInJava() throws Exception {
    String lakehouse = folder.resolve("lakehouse").toString();
    GoldTables.customers(lakehouse, CUSTOMERS, 1);
    try (MlflowProcess mlflow = MlflowProcess.start(folder)) {
      String[] place = {"--lakehouse=" + lakehouse, "--tracking=" + mlflow.uri()};
      ValueRun value = EstimateCustomerValue.run(place);
      SegmentRun segments = SegmentCustomers.run(place);
      ExperimentRun experiment = AnalyzeExperiment.run(place);

      assertThat(value.balance()).isTrue();
      assertThat(segments.balance()).isTrue();
      assertRuns(mlflow, value, segments, experiment);
      assertModelsAgree(mlflow, lakehouse, value);
      assertExperimentTables(lakehouse);

      EstimateCustomerValue.run(place);
      assertThat(champion(mlflow, "retail_customer_value").get("version").asText()).isEqualTo("2");
    }
  }

  private void assertRuns(
      MlflowProcess mlflow, ValueRun value, SegmentRun segments, ExperimentRun experiment)
      throws IOException, InterruptedException {
    JsonNode clv = run(mlflow, value.id());
    assertThat(clv.at("/info/status").asText()).isEqualTo("FINISHED");
    assertThat(clv.at("/info/run_name").asText()).isEqualTo("clv");
    assertThat(named(clv.at("/data/tags"), "delta_version.gold_purchase_history")).isEqualTo("1");
    assertThat(named(clv.at("/data/tags"), "version.beam")).isEqualTo("2.70.0");
    assertThat(named(clv.at("/data/tags"), "git_commit")).isNotEmpty();
    assertThat(named(clv.at("/data/params"), "monthly_discount")).isEqualTo("0.01");

    JsonNode kmeans = run(mlflow, segments.id());
    assertThat(named(kmeans.at("/data/params"), "k")).isEqualTo("" + segments.chosenK());
    JsonNode sweep =
        json.readTree(
                mlflow.get(
                    API + "metrics/get-history?metric_key=silhouette&run_id=" + segments.id()))
            .get("metrics");
    assertThat(sweep.findValuesAsText("step"))
        .containsExactlyInAnyOrder("2", "3", "4", "5", "6", "7", "8");

    JsonNode test = run(mlflow, experiment.id());
    assertThat(named(test.at("/data/tags"), "outcomes")).startsWith("SIMULATED from stated rates");
    assertThat(champion(mlflow, "retail_customer_value").get("version").asText()).isEqualTo("1");
    assertThat(champion(mlflow, "retail_customer_segments").get("run_id").asText())
        .isEqualTo(segments.id());
  }

  private void assertModelsAgree(MlflowProcess mlflow, String lakehouse, ValueRun run)
      throws Exception {
    ValueModel model = ValueModelJson.parse("fit.json", artifact(mlflow, run.id(), "fit.json"));
    Scored values = values(lakehouse, model);
    Scored segments = segments(lakehouse);

    Map<String, List<String[]>> found =
        mlflow.predict(
            Map.of(ValuePyfunc.NAME, values.csv(), SegmentPyfunc.NAME, segments.csv()), folder);

    assertAgree(found.get(ValuePyfunc.NAME), values.expected());
    assertAgree(found.get(SegmentPyfunc.NAME), segments.expected());
  }

  /** Customers as a CSV, and what Java makes of each: numbers and names. */
  private record Scored(String csv, List<Object[]> expected) {}

  private static void assertAgree(List<String[]> found, List<Object[]> expected) {
    assertThat(found).hasSize(CUSTOMERS);
    for (int i = 0; i < CUSTOMERS; i++) {
      for (int column = 0; column < expected.get(i).length; column++) {
        String cell = found.get(i)[column];
        if (expected.get(i)[column] instanceof Double number) {
          assertThat(Double.parseDouble(cell)).isCloseTo(number, relative(number));
        } else {
          assertThat(cell).isEqualTo(expected.get(i)[column].toString());
        }
      }
    }
  }

  private static Scored values(String lakehouse, ValueModel model) {
    CustomerScorer scorer =
        CustomerScorer.overMonths(model.purchases(), model.spending(), 12, TimeUnit.WEEK, 0.01);
    StringBuilder csv = new StringBuilder("frequency,recency,T,monetary_value\n");
    List<Object[]> expected = new ArrayList<>();
    for (Map<String, Object> row : GoldTables.rows(lakehouse, PurchaseHistories.TABLE)) {
      long frequency = (long) row.get("frequency");
      double recency = (double) row.get("recency_weeks");
      double age = (double) row.get("age_weeks");
      BigDecimal orders = (BigDecimal) row.get("mean_order_value");
      double mean = orders == null ? 0 : orders.doubleValue();
      csv.append(frequency).append(',').append(recency).append(',');
      csv.append(age).append(',').append(mean).append('\n');
      CustomerScore score = scorer.score(frequency, recency, age, mean);
      expected.add(
          new Object[] {
            score.probAlive(), score.expectedPurchases(), score.expectedValue(), score.clv()
          });
    }
    return new Scored(csv.toString(), expected);
  }

  private static Scored segments(String lakehouse) {
    StringBuilder csv = new StringBuilder("recency,frequency,monetary_value,clv_12m,prob_alive\n");
    List<Object[]> expected = new ArrayList<>();
    for (Map<String, Object> row : GoldTables.rows(lakehouse, CustomerSegments.TABLE)) {
      csv.append(row.get("recency_days")).append(',').append(row.get("frequency")).append(',');
      csv.append(row.get("monetary_value")).append(',').append(row.get("clv_12m")).append(',');
      csv.append(row.get("prob_alive")).append('\n');
      expected.add(new Object[] {row.get("segment_id"), row.get("segment"), row.get("distance")});
    }
    return new Scored(csv.toString(), expected);
  }

  private static void assertExperimentTables(String lakehouse) {
    List<String> arms = new ArrayList<>();
    DeltaTable.open(lakehouse, ExperimentAssignments.TABLE)
        .snapshot()
        .scan(List.of("arm"), row -> arms.add(row.getString(0)));
    assertThat(arms).hasSize(CUSTOMERS).contains("control", "treatment", "holdout");
    List<String> decisions = new ArrayList<>();
    DeltaTable.open(lakehouse, ExperimentResults.TABLE)
        .snapshot()
        .scan(
            List.of("metric", "text"),
            row -> {
              if (row.getString(0).equals("decision")) {
                decisions.add(row.getString(1));
              }
            });
    assertThat(decisions).hasSize(1);
    long[] tiers = {0};
    DeltaTable.open(lakehouse, CustomerValues.TABLE)
        .snapshot()
        .scan(
            List.of("clv_rank", "tier"),
            row -> tiers[0] += row.getString(1).equals("Champions") ? 1 : 0);
    assertThat(tiers[0]).isEqualTo(CUSTOMERS / 5);
  }

  private JsonNode run(MlflowProcess mlflow, String id) throws IOException, InterruptedException {
    return json.readTree(mlflow.get(API + "runs/get?run_id=" + id)).get("run");
  }

  private String artifact(MlflowProcess mlflow, String runId, String path)
      throws IOException, InterruptedException {
    String experiment = run(mlflow, runId).at("/info/experiment_id").asText();
    return mlflow.get(
        "/api/2.0/mlflow-artifacts/artifacts/" + experiment + "/" + runId + "/artifacts/" + path);
  }

  private JsonNode champion(MlflowProcess mlflow, String model)
      throws IOException, InterruptedException {
    return json.readTree(
            mlflow.get(API + "registered-models/alias?name=" + model + "&alias=champion"))
        .get("model_version");
  }

  private static String named(JsonNode list, String key) {
    for (JsonNode entry : list) {
      if (entry.get("key").asText().equals(key)) {
        return entry.get("value").asText();
      }
    }
    throw new AssertionError("There is no " + key + " in " + list);
  }

  private static Offset<Double> relative(double value) {
    return within(1e-9 * Math.max(1, Math.abs(value)));
  }
}
