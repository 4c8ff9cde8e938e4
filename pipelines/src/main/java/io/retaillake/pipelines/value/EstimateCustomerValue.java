package io.retaillake.pipelines.value;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.models.tracking.RunTracker;
import io.retaillake.models.tracking.TrackedRun;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.jobs.ModelFile;
import io.retaillake.pipelines.jobs.ModelJobs;
import io.retaillake.pipelines.jobs.RunTags;
import io.retaillake.pipelines.runner.Arguments;
import io.retaillake.pipelines.runner.BoundedJob;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.UserFeatures;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Estimates what each customer with a purchase is worth in the next 12 months, and replaces {@code
 * gold_customer_value} in one commit. Reads {@code gold_purchase_history} and {@code
 * gold_user_features}.
 *
 * <pre>{@code
 * java -cp ... io.retaillake.pipelines.value.EstimateCustomerValue --lakehouse=/data/lakehouse \
 *     --tracking=http://mlflow:5000
 * }</pre>
 *
 * <p>The same version of the tables gives the same rows, but for the run's id. Exit codes are those
 * of {@link ExitCode}.
 */
public final class EstimateCustomerValue {

  static final int MONTHS = 12;

  private EstimateCustomerValue() {}

  public static void main(String[] args) {
    System.exit(Commands.run(() -> execute(args)));
  }

  private static ExitCode execute(String... args) throws IOException, InterruptedException {
    if (Arguments.askForHelp(args)) {
      System.out.println("EstimateCustomerValue --lakehouse=... [--tracking=...] [...]");
      PipelineOptionsFactory.printHelp(System.out, ValueOptions.class);
      return ExitCode.OK;
    }
    long start = System.nanoTime();
    ValueRun run = run(args);
    ValueReport.print(run, System.out);
    System.out.printf(Locale.ROOT, "  took      %.1f s%n", (System.nanoTime() - start) / 1e9);
    return run.balance() ? ExitCode.OK : ExitCode.FAILED;
  }

  /**
   * Estimates the values.
   *
   * @throws io.retaillake.pipelines.cli.UserError for all that a user can mend
   * @throws io.retaillake.lakehouse.LakehouseException if a table is missing or not what it should
   *     be
   * @throws io.retaillake.models.ModelException if no model can be had of the data
   */
  public static ValueRun run(String... args) throws IOException, InterruptedException {
    BoundedJob job = BoundedJob.of(args);
    ValueOptions options = job.options(ValueOptions.class);
    check(options);
    String lakehouse = options.getLakehouse();
    TableSnapshot histories = DeltaTable.open(lakehouse, PurchaseHistories.TABLE).snapshot();
    TableSnapshot features = DeltaTable.open(lakehouse, UserFeatures.TABLE).snapshot();
    ModelJobs.requireRows(
        PurchaseHistories.TABLE, histories, "Run BuildUserFeatures once there are purchases");
    Map<String, Long> versions =
        Map.of(
            PurchaseHistories.TABLE.name(), histories.version(),
            UserFeatures.TABLE.name(), features.version());
    DeltaTable.openOrCreate(lakehouse, CustomerValues.TABLE);
    try (RunTracker tracker = RunTracker.at(options.getTracking());
        TrackedRun tracked = tracker.start("clv");
        ProgressLine progress =
            ProgressLine.start(
                "customer value", OptionalLong.of(histories.rowCount() + features.rowCount()))) {
      RunTags.tag(tracked, versions);
      Pipeline pipeline = Pipeline.create(options);
      ValueGraph.build(pipeline, options, versions, features.rowCount(), tracked.id());
      job.run(pipeline, ModelJobs.ROWS_READ, progress);
      ValueRun run = ValueRun.of(lakehouse, tracked.id(), tracker.shown(), histories.rowCount());
      ValueRecord.record(tracked, options, ModelFile.of(lakehouse, tracked.id()).take(), run);
      tracked.finish();
      return run;
    }
  }

  private static void check(ValueOptions options) {
    ModelJobs.require(
        options.getMonthlyDiscount() >= 0 && options.getMonthlyDiscount() < 1,
        "--monthlyDiscount=" + options.getMonthlyDiscount(),
        "it is a share of a month's value, at least 0 and below 1",
        "Give one such as 0.01");
    ModelJobs.require(
        options.getPenalizer() >= 0 && Double.isFinite(options.getPenalizer()),
        "--penalizer=" + options.getPenalizer(),
        "it is not negative",
        "Give 0 for none, or one such as 0.01");
  }
}
