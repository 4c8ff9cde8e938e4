package io.retaillake.pipelines.jobs;

import io.retaillake.models.tracking.TrackedRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.apache.commons.math3.util.FastMath;

/** What every tracked run is tagged with: the code, the tables and the libraries it came from. */
public final class RunTags {

  private static final String UNKNOWN = "unknown";

  private RunTags() {}

  /**
   * Tags a run.
   *
   * @param tableVersions the version of each Delta table that was read, by its name
   */
  public static void tag(TrackedRun run, Map<String, Long> tableVersions) {
    run.tag("git_commit", gitCommit());
    tableVersions.forEach(
        (table, version) -> run.tag("delta_version." + table, Long.toString(version)));
    run.tag("version.java", Runtime.version().toString());
    run.tag("version.beam", ReleaseInfo.getReleaseInfo().getVersion());
    run.tag("version.commons_math", version(FastMath.class));
  }

  private static String version(Class<?> of) {
    String version = of.getPackage().getImplementationVersion();
    return version == null ? UNKNOWN : version;
  }

  /** The environment says it where there is no repository, such as {@code GIT_COMMIT} in CI. */
  private static String gitCommit() {
    String given = System.getenv("GIT_COMMIT");
    if (given != null && !given.isBlank()) {
      return given;
    }
    try {
      Process git =
          new ProcessBuilder("git", "rev-parse", "HEAD")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (InputStream out = git.getInputStream()) {
        String commit = new String(out.readAllBytes(), StandardCharsets.UTF_8).trim();
        boolean known = git.waitFor(5, TimeUnit.SECONDS) && git.exitValue() == 0;
        return known ? commit : UNKNOWN;
      }
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
