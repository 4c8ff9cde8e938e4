package io.retaillake.pipelines.value;

import io.retaillake.models.value.ValueTier;
import io.retaillake.pipelines.jobs.CustomerGroups;
import io.retaillake.pipelines.jobs.ModelFile;
import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.TableRows;
import io.retaillake.transforms.tables.UserFeatures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

/** From the purchase histories to {@code gold_customer_value}: count, fit, score, rank. */
final class ValueGraph {

  private static final Schema ROW = TableRows.schema(CustomerValues.TABLE);
  private static final TupleTag<RankedCustomer> RANKED = new TupleTag<>() {};
  private static final TupleTag<Row> REVENUE = new TupleTag<>() {};

  private ValueGraph() {}

  /**
   * Builds the graph.
   *
   * @param versions the versions of the tables to read, by name
   * @param customers about how many there are
   */
  static void build(
      Pipeline pipeline,
      ValueOptions options,
      Map<String, Long> versions,
      long customers,
      String runId) {
    String lakehouse = options.getLakehouse();
    PCollection<CustomerHistory> histories =
        pipeline
            .apply(
                "ReadHistories",
                DeltaIO.read(PurchaseHistories.TABLE)
                    .from(lakehouse)
                    .atVersion(versions.get(PurchaseHistories.TABLE.name()))
                    .withColumns(CustomerHistory.COLUMNS))
            .apply(
                "ToHistories",
                MapElements.into(TypeDescriptor.of(CustomerHistory.class))
                    .via(CustomerHistory::of));
    PCollectionView<String> model =
        histories
            .apply("CountHistories", Combine.globally(new CountHistories()).withoutDefaults())
            .apply(
                "Fit",
                ParDo.of(new FitValueFn(options.getPenalizer(), ModelFile.of(lakehouse, runId))))
            .apply("Model", View.asSingleton());
    int groups = CustomerGroups.count(customers);
    PCollection<KV<Integer, RankedCustomer>> ranked =
        histories
            .apply(
                "Score",
                ParDo.of(new ScoreValueFn(model, options.getMonthlyDiscount()))
                    .withSideInputs(model))
            .apply("Rank", RankByValue.among(customers))
            .apply(
                "GroupCustomers",
                CustomerGroups.key(
                    ranking -> ranking.getCustomer().getHistory().getUserId(), groups));
    PCollection<Row> features =
        pipeline.apply(
            "ReadRevenue",
            DeltaIO.read(UserFeatures.TABLE)
                .from(lakehouse)
                .atVersion(versions.get(UserFeatures.TABLE.name()))
                .withColumns("user_id", "monetary_total"));
    PCollection<KV<Integer, Row>> revenue =
        features
            .apply(
                "GroupRevenue", CustomerGroups.key((Row row) -> row.getString("user_id"), groups))
            .setCoder(KvCoder.of(VarIntCoder.of(), RowCoder.of(features.getSchema())));
    KeyedPCollectionTuple.of(RANKED, ranked)
        .and(REVENUE, revenue)
        .apply("JoinRevenue", CoGroupByKey.create())
        .apply("ToRows", ParDo.of(new ToRowFn(runId)))
        .setRowSchema(ROW)
        .apply(
            "ReplaceValues",
            DeltaIO.replaceTable(
                    CustomerValues.TABLE,
                    (Row row) -> row.getString("user_id"),
                    new TableRows(CustomerValues.TABLE))
                .to(lakehouse)
                .withSources(versions));
  }

  private static final class ToRowFn extends DoFn<KV<Integer, CoGbkResult>, Row> {
    private static final long serialVersionUID = 1L;

    private final String runId;

    ToRowFn(String runId) {
      this.runId = runId;
    }

    @ProcessElement
    public void processElement(@Element KV<Integer, CoGbkResult> group, OutputReceiver<Row> rows) {
      Map<String, BigDecimal> revenue = new HashMap<>();
      for (Row row : group.getValue().getAll(REVENUE)) {
        revenue.put(row.getString("user_id"), row.getDecimal("monetary_total"));
      }
      for (RankedCustomer ranked : group.getValue().getAll(RANKED)) {
        String customer = ranked.getCustomer().getHistory().getUserId();
        rows.output(row(ranked, revenue.getOrDefault(customer, BigDecimal.ZERO)));
      }
    }

    private Row row(RankedCustomer ranked, BigDecimal revenue) {
      ValuedCustomer valued = ranked.getCustomer();
      CustomerHistory history = valued.getHistory();
      return Row.withSchema(ROW)
          .addValues(
              history.getUserId(),
              Instant.EPOCH.plus(history.getAsOfMicros(), ChronoUnit.MICROS),
              history.getFrequency(),
              history.getRecencyWeeks(),
              history.getAgeWeeks(),
              valued.getProbAlive(),
              valued.getExpectedPurchases(),
              cents(valued.getExpectedValue()),
              cents(valued.getClv()),
              ranked.getRank(),
              ValueTier.ofRank(ranked.getRank(), ranked.getCustomers()).label(),
              revenue,
              runId)
          .build();
    }

    private static BigDecimal cents(double usd) {
      return BigDecimal.valueOf(usd).setScale(2, RoundingMode.HALF_UP);
    }
  }
}
