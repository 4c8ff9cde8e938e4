package io.retaillake.pipelines.features;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.runner.Arguments;
import io.retaillake.pipelines.runner.BoundedJob;
import io.retaillake.transforms.features.KeyByCustomer;
import io.retaillake.transforms.maintenance.ForgottenUsers;
import io.retaillake.transforms.tables.CategoryBaskets;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.UserFeatures;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Builds the customers' tables of gold from silver: {@code gold_user_features}, {@code
 * gold_purchase_history} and {@code gold_category_baskets}. Each is replaced in one commit.
 *
 * <pre>{@code
 * java -cp ... io.retaillake.pipelines.features.BuildUserFeatures --runner=FlinkRunner \
 *     --lakehouse=/data/lakehouse --asOf=2026-03-31
 * }</pre>
 *
 * <p>The same version of silver and the same as-of time give the same rows, but for customers who
 * were forgotten since: they are left out, whatever version it is. Options and tables are checked
 * before any work starts. Exit codes are those of {@link ExitCode}.
 */
public final class BuildUserFeatures {

  private BuildUserFeatures() {}

  public static void main(String[] args) {
    System.exit(Commands.run(() -> execute(args)));
  }

  private static ExitCode execute(String... args) throws Exception {
    if (Arguments.askForHelp(args)) {
      System.out.println("BuildUserFeatures --lakehouse=... [--asOf=...] [...]");
      PipelineOptionsFactory.printHelp(System.out, FeatureOptions.class);
      return ExitCode.OK;
    }
    long start = System.nanoTime();
    FeatureRun run = run(args);
    FeatureReport.print(run, System.out);
    System.out.printf(Locale.ROOT, "  took      %.1f s%n", (System.nanoTime() - start) / 1e9);
    return run.balance() ? ExitCode.OK : ExitCode.FAILED;
  }

  /**
   * Builds the tables.
   *
   * @throws UserError for all that a user can mend; with {@link ExitCode#FAILED} if a customer was
   *     forgotten meanwhile, who may be in the tables
   * @throws io.retaillake.lakehouse.LakehouseException if a table is missing or not what it should
   *     be
   */
  public static FeatureRun run(String... args) throws IOException, InterruptedException {
    BoundedJob job = BoundedJob.of(args);
    FeatureOptions options = job.options(FeatureOptions.class);
    FeatureSettings settings = FeatureSettings.of(options);
    for (var table : List.of(UserFeatures.TABLE, PurchaseHistories.TABLE, CategoryBaskets.TABLE)) {
      DeltaTable.openOrCreate(settings.lakehouse(), table);
    }
    Pipeline pipeline = Pipeline.create(options);
    FeatureGraph.build(pipeline, settings);
    try (ProgressLine progress =
        ProgressLine.start("features", OptionalLong.of(settings.silverRows()))) {
      PipelineResult result = job.run(pipeline, KeyByCustomer.EVENTS_COUNTER, progress);
      checkForgotten(settings);
      return FeatureRun.of(settings, result);
    }
  }

  private static void checkForgotten(FeatureSettings settings) {
    if (ForgottenUsers.load(settings.lakehouse()).count() != settings.forgotten().count()) {
      throw new UserError(
          ExitCode.FAILED,
          "the tables may hold a customer who is forgotten",
          "a customer was forgotten while the features were built",
          "Run it again: it leaves out who is forgotten when it starts");
    }
  }
}
