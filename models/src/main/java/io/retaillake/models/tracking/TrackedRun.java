package io.retaillake.models.tracking;

import java.nio.charset.StandardCharsets;

/**
 * One run while it is recorded. A run that is closed without {@link #finish} has failed, and is
 * kept as such. Every method throws {@link TrackingException} if the record can't be written. Not
 * safe for use by several threads.
 */
public interface TrackedRun extends AutoCloseable {

  /** The run's id, which tables carry as {@code model_run}. */
  String id();

  /** What went in: given once a name. */
  void parameter(String name, Object value);

  /** A figure that came out. */
  default void metric(String name, double value) {
    metric(name, value, 0);
  }

  /**
   * A figure of a series, such as the inertia at each K. Figures that are not finite are left out.
   */
  void metric(String name, double value, long step);

  /** What the run can be found by. */
  void tag(String name, String value);

  /** A file of the run, under a path with forward slashes. */
  void artifact(String path, byte[] content);

  /** A text file of the run. */
  default void artifact(String path, String content) {
    artifact(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Keeps a model with the run, registers it as the next version of its name, and makes that
   * version the {@link RunTracker#CHAMPION}.
   *
   * @return the version
   */
  String registerModel(String name, PyfuncModel model);

  /** Ends the run as one that did what it was to do. */
  void finish();

  /** Ends the run as failed, if it has not finished. */
  @Override
  void close();
}
