package io.retaillake.dashboard.render;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A JVM that draws, with flags that suit a short life: one compiler, one collector. It ends with
 * this process, whose end it notices at its standard input. Not thread-safe.
 */
final class RenderProcess implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 5;

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private RenderProcess(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static RenderProcess start() {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx512m",
            "-Djava.awt.headless=true",
            "-Duser.timezone=UTC",
            "-Dpolyglot.engine.WarnInterpreterOnly=false",
            "-cp",
            classpath(),
            RenderWorker.class.getName());
    try {
      return new RenderProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new RenderException("the renderer can't be started: " + e.getMessage(), e);
    }
  }

  /**
   * Draws it.
   *
   * @throws RenderException if it can't be drawn, or the process has died
   */
  RenderedChart render(RenderRequest request) {
    try {
      requests.write(JSON.writeValueAsString(request));
      requests.newLine();
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new RenderException("the renderer's process ended");
      }
      RenderWorker.Answer answer = JSON.readValue(line, RenderWorker.Answer.class);
      if (answer.error() != null) {
        throw new RenderException("Chart '" + request.id() + "': " + answer.error());
      }
      return answer.chart();
    } catch (IOException e) {
      throw new RenderException("the renderer's process can't be talked to: " + e.getMessage(), e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      requests.close();
    } catch (IOException e) {
      process.destroy();
    }
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** The class path of this class's loader: under Maven it is not the one the JVM was given. */
  private static String classpath() {
    if (RenderProcess.class.getClassLoader() instanceof URLClassLoader loader) {
      List<String> paths = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        paths.add(Path.of(java.net.URI.create(url.toString())).toString());
      }
      return drawing(paths);
    }
    return drawing(
        Arrays.asList(System.getProperty("java.class.path").split(java.io.File.pathSeparator)));
  }

  /** Only what drawing needs: the JVM looks through each archive for each class. */
  private static String drawing(List<String> paths) {
    return paths.stream()
        .filter(path -> NEEDED.matcher(path).find())
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static final java.util.regex.Pattern NEEDED =
      java.util.regex.Pattern.compile(
          "graalvm|jsvg|jackson-(core|databind|annotations)|guava|failureaccess|dashboard");
}
