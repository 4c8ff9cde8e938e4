package io.retaillake.pipelines.witness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that a test runs to its end, with what it printed on both its outputs. A value. */
public final class Tool {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final List<String> command;
  private final Map<String, String> environment;
  private final Duration limit;

  private Tool(List<String> command, Map<String, String> environment, Duration limit) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.limit = limit;
  }

  /** A program and its first arguments. */
  public static Tool of(String... command) {
    return new Tool(List.of(command), Map.of(), LIMIT);
  }

  /** The Python of the environment that the build makes for the witness. */
  public static Tool python() {
    Path module = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
    return of(module.resolve("target/venv/bin/python").toString());
  }

  /** The same with more variables in its environment. */
  public Tool with(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Tool(command, all, limit);
  }

  /** The same with another limit than ten minutes. */
  public Tool within(Duration newLimit) {
    return new Tool(command, environment, newLimit);
  }

  /** What came of a run. */
  public record Run(int exitCode, String output) {}

  /**
   * Runs it with these further arguments.
   *
   * @throws IllegalStateException if it does not end within its limit
   */
  public Run run(String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    // To a file, as a process that fills a pipe that nobody reads would never end.
    File output = File.createTempFile("tool", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(output);
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException("No end within " + limit.toMinutes() + " minutes: " + all);
      }
      return new Run(process.exitValue(), Files.readString(output.toPath()));
    } finally {
      Files.delete(output.toPath());
    }
  }
}
