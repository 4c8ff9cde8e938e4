package io.retaillake.pipelines.jobs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A real MLflow server with SQLite, on loopback, and the Python that loads models from it. */
final class MlflowProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path module =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
  private final Path python = module.resolve("target/venv-mlflow/bin/python");
  private final String uri;
  private final Process server;

  private MlflowProcess(Path folder) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    this.uri = "http://127.0.0.1:" + port;
    ProcessBuilder command =
        new ProcessBuilder(
            python.toString(),
            "-m",
            "mlflow",
            "server",
            "--backend-store-uri=sqlite:///" + folder.resolve("mlflow.db"),
            "--artifacts-destination=" + folder.resolve("artifacts"),
            "--serve-artifacts",
            "--host=127.0.0.1",
            "--port=" + port,
            "--workers=1");
    command.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    // Else ten more processes start, for jobs that nobody sends.
    command.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
    this.server =
        command
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
  }

  /** Starts a server and waits until it answers. */
  static MlflowProcess start(Path folder) throws IOException, InterruptedException {
    MlflowProcess mlflow = new MlflowProcess(folder);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && mlflow.server.isAlive()) {
      try {
        if (mlflow.get("/health").equals("OK")) {
          return mlflow;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    mlflow.close();
    throw new IllegalStateException(
        "MLflow did not start:\n" + Files.readString(folder.resolve("server.log")));
  }

  String uri() {
    return uri;
  }

  String get(String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create(uri + path)).build(), BodyHandlers.ofString())
        .body();
  }

  /** Scores CSVs by registered models, in one Python; returns each one's rows, without header. */
  Map<String, List<String[]>> predict(Map<String, String> csvByModel, Path folder)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                python.toString(),
                module.resolve("src/test/python/load_models.py").toString(),
                uri,
                folder.toString()));
    for (Map.Entry<String, String> model : csvByModel.entrySet()) {
      Files.writeString(folder.resolve(model.getKey() + "-in.csv"), model.getValue());
      command.add(model.getKey());
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("Python could not score:\n" + said);
    }
    Map<String, List<String[]>> scored = new TreeMap<>();
    for (String model : csvByModel.keySet()) {
      scored.put(
          model,
          Files.readAllLines(folder.resolve(model + "-out.csv")).stream()
              .skip(1)
              .map(line -> line.split(","))
              .toList());
    }
    return scored;
  }

  @Override
  public void close() {
    server.descendants().forEach(ProcessHandle::destroyForcibly);
    server.destroyForcibly();
  }
}
