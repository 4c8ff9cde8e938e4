package io.retaillake.pipelines.crash;

import io.retaillake.pipelines.stream.StreamPipeline;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The streaming pipeline in a JVM of its own, on an embedded Flink, as a user starts it. */
final class StreamProcess implements AutoCloseable {

  /** The exit code of a process that SIGKILL ended: 128 and the signal's number. */
  static final int KILLED = 137;

  private static final int LOG_LINES_SHOWN = 40;

  private final Process process;
  private final Path log;
  private final long startedAtMillis = System.currentTimeMillis();

  private StreamProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts the pipeline with these options of the JVM and these arguments. */
  static StreamProcess start(Path log, List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A run lasts seconds: it is over before the better compiler or collector would pay.
    command.addAll(List.of("-Xmx1g", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(StreamPipeline.class.getName());
    command.add("--runner=FlinkRunner");
    command.addAll(arguments);
    try {
      Files.createDirectories(log.getParent());
      File output = log.toFile();
      return new StreamProcess(
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start(),
          log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long startedAtMillis() {
    return startedAtMillis;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  /** Sends SIGKILL and waits until the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** True if the process has ended within the time. */
  boolean ended(long withinMillis) throws InterruptedException {
    return process.waitFor(withinMillis, TimeUnit.MILLISECONDS);
  }

  /** The last lines that the process wrote. */
  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return log
          + ":\n"
          + String.join(
              "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
