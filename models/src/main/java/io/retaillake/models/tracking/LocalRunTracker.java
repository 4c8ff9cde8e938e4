package io.retaillake.models.tracking;

import java.nio.file.Path;

/**
 * A record of runs as JSON files, without a server:
 *
 * <pre>
 * runs/&lt;id&gt;/run.json                 parameters, metrics, tags, status
 * runs/&lt;id&gt;/artifacts/...            files, the model's folder among them
 * models/&lt;name&gt;/versions/&lt;n&gt;.json     which run's model it is
 * models/&lt;name&gt;/aliases.json         {"champion": "&lt;n&gt;"}
 * </pre>
 */
final class LocalRunTracker implements RunTracker {

  private final Path folder;

  LocalRunTracker(Path folder) {
    this.folder = folder;
  }

  @Override
  public TrackedRun start(String name) {
    return LocalRun.start(folder, name);
  }

  @Override
  public String shown() {
    return folder.resolve("runs").toString();
  }

  @Override
  public void close() {}
}
