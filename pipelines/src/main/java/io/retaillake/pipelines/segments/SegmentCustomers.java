package io.retaillake.pipelines.segments;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.models.segments.SegmentationSettings;
import io.retaillake.models.segments.SegmentationSettings.Init;
import io.retaillake.models.tracking.RunTracker;
import io.retaillake.models.tracking.SegmentPyfunc;
import io.retaillake.models.tracking.TrackedRun;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.ProgressLine;
import io.retaillake.pipelines.jobs.ModelFile;
import io.retaillake.pipelines.jobs.ModelJobs;
import io.retaillake.pipelines.jobs.RunTags;
import io.retaillake.pipelines.runner.Arguments;
import io.retaillake.pipelines.runner.BoundedJob;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import io.retaillake.transforms.tables.SegmentSweeps;
import io.retaillake.transforms.tables.UserFeatures;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Puts each customer with a value into a segment, and replaces {@code gold_customer_segments} and
 * {@code gold_segment_sweep}, each in one commit. Reads {@code gold_customer_value} and {@code
 * gold_user_features}.
 *
 * <pre>{@code
 * java -cp ... io.retaillake.pipelines.segments.SegmentCustomers --lakehouse=/data/lakehouse --k=2..8
 * }</pre>
 *
 * <p>The same version of the tables and the same seed give the same rows, but for the run's id.
 * Exit codes are those of {@link ExitCode}.
 */
public final class SegmentCustomers {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:\\.\\.(\\d{1,3}))?");

  private SegmentCustomers() {}

  public static void main(String[] args) {
    System.exit(Commands.run(() -> execute(args)));
  }

  private static ExitCode execute(String... args) throws IOException, InterruptedException {
    if (Arguments.askForHelp(args)) {
      System.out.println("SegmentCustomers --lakehouse=... [--k=2..8] [...]");
      PipelineOptionsFactory.printHelp(System.out, SegmentOptions.class);
      return ExitCode.OK;
    }
    long start = System.nanoTime();
    SegmentRun run = run(args);
    SegmentReport.print(run, System.out);
    System.out.printf(Locale.ROOT, "  took      %.1f s%n", (System.nanoTime() - start) / 1e9);
    return run.balance() ? ExitCode.OK : ExitCode.FAILED;
  }

  /**
   * Finds the segments.
   *
   * @throws io.retaillake.pipelines.cli.UserError for all that a user can mend
   * @throws io.retaillake.lakehouse.LakehouseException if a table is missing or not what it should
   *     be
   * @throws io.retaillake.models.ModelException if no segments can be found in the data
   */
  public static SegmentRun run(String... args) throws IOException, InterruptedException {
    BoundedJob job = BoundedJob.of(args);
    SegmentOptions options = job.options(SegmentOptions.class);
    SegmentationSettings settings = settings(options);
    String lakehouse = options.getLakehouse();
    TableSnapshot values = DeltaTable.open(lakehouse, CustomerValues.TABLE).snapshot();
    TableSnapshot features = DeltaTable.open(lakehouse, UserFeatures.TABLE).snapshot();
    ModelJobs.requireRows(
        CustomerValues.TABLE, values, "Run EstimateCustomerValue once there are purchases");
    Map<String, Long> versions =
        Map.of(
            CustomerValues.TABLE.name(), values.version(),
            UserFeatures.TABLE.name(), features.version());
    DeltaTable.openOrCreate(lakehouse, CustomerSegments.TABLE);
    DeltaTable.openOrCreate(lakehouse, SegmentSweeps.TABLE);
    try (RunTracker tracker = RunTracker.at(options.getTracking());
        TrackedRun tracked = tracker.start("kmeans");
        ProgressLine progress =
            ProgressLine.start(
                "segments", OptionalLong.of(values.rowCount() + features.rowCount()))) {
      RunTags.tag(tracked, versions);
      Pipeline pipeline = Pipeline.create(options);
      SegmentGraph.build(pipeline, options, settings, versions, features.rowCount(), tracked.id());
      job.run(pipeline, ModelJobs.ROWS_READ, progress);
      String model = ModelFile.of(lakehouse, tracked.id()).take();
      SegmentFile segmentation = SegmentFile.read(model);
      SegmentRun run =
          SegmentRun.of(lakehouse, tracked.id(), tracker.shown(), values.rowCount(), segmentation);
      record(tracked, settings, model, segmentation, run);
      tracked.finish();
      return run;
    }
  }

  private static SegmentationSettings settings(SegmentOptions options) {
    Matcher range = RANGE.matcher(options.getK().trim());
    ModelJobs.require(
        range.matches(),
        "--k=" + options.getK(),
        "it is a number of segments, or a range of them",
        "Write it like --k=5 or --k=2..8");
    ModelJobs.require(
        options.getFitSample() >= 1000,
        "--fitSample=" + options.getFitSample(),
        "so few customers are no picture of all",
        "Give 1000 or more");
    int fewest = Integer.parseInt(range.group(1));
    int most = range.group(2) == null ? fewest : Integer.parseInt(range.group(2));
    return new SegmentationSettings(
        fewest, most, options.getSeed(), options.getStarts(), Init.PLUS_PLUS);
  }

  private static void record(
      TrackedRun tracked,
      SegmentationSettings settings,
      String model,
      SegmentFile segmentation,
      SegmentRun run) {
    tracked.parameter("k", segmentation.chosenK());
    tracked.parameter("k_range", settings.fewest() + ".." + settings.most());
    tracked.parameter("seed", settings.seed());
    tracked.parameter("starts", settings.starts());
    StringBuilder sweep = new StringBuilder("k,inertia,silhouette\n");
    for (SegmentFile.Tried tried : segmentation.sweep()) {
      tracked.metric("inertia", tried.inertia(), tried.k());
      tracked.metric("silhouette", tried.silhouette(), tried.k());
      sweep.append(tried.k()).append(',').append(tried.inertia()).append(',');
      sweep.append(tried.silhouette()).append('\n');
      if (tried.chosen()) {
        tracked.metric("chosen.inertia", tried.inertia());
        tracked.metric("chosen.silhouette", tried.silhouette());
      }
    }
    tracked.metric("stability", segmentation.stability());
    tracked.metric("customers", run.customers());
    tracked.tag("choice", segmentation.explanation());
    tracked.artifact("segmentation.json", model);
    tracked.artifact("charts/sweep.csv", sweep.toString());
    tracked.registerModel(
        SegmentPyfunc.NAME, SegmentPyfunc.of(segmentation.model(), segmentation.names()));
  }
}
