package io.retaillake.models.tracking;

import java.nio.file.Path;

/**
 * Records runs of the experiment {@value #EXPERIMENT}.
 *
 * <pre>{@code
 * try (RunTracker tracker = RunTracker.at("http://localhost:5000");
 *     TrackedRun run = tracker.start("clv")) {
 *   run.parameter("penalizer", "0");
 *   run.metric("log_likelihood", -9582.4);
 *   run.registerModel("retail_customer_value", pyfuncModel);
 *   run.finish();
 * }
 * }</pre>
 */
public interface RunTracker extends AutoCloseable {

  /** The experiment that all runs belong to. */
  String EXPERIMENT = "retail_customer_intelligence";

  /** The alias of the model version that is in use. */
  String CHAMPION = "champion";

  /**
   * Starts a run.
   *
   * @param name what is run: clv, kmeans, ab_test
   * @throws TrackingException if the record can't be written
   */
  TrackedRun start(String name);

  /** Where runs are recorded, for people. */
  String shown();

  @Override
  void close();

  /**
   * The tracker of a place.
   *
   * @param where an MLflow server by its http or https URI, or else a folder for JSON files
   * @throws TrackingException if no MLflow server answers there
   */
  static RunTracker at(String where) {
    return where.matches("https?://.*")
        ? MlflowRunTracker.connect(where)
        : new LocalRunTracker(Path.of(where));
  }
}
