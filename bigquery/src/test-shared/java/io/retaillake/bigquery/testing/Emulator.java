package io.retaillake.bigquery.testing;

import io.retaillake.bigquery.cloud.BigQuerySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An emulator of BigQuery in a process of its own, which ends with it. For the tests of every
 * module: the build of {@code bigquery} makes its environment.
 */
public final class Emulator implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The project that all its datasets are in. */
  public static final String PROJECT = "retail-test";

  private static final Path MODULE =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")))
          .toAbsolutePath()
          .resolveSibling("bigquery");

  private final Process process;
  private final int port;

  private Emulator(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one and waits until it answers. */
  public static Emulator start() throws IOException, InterruptedException {
    int port = freePort();
    Path log = Files.createDirectories(Path.of("target")).resolve("emulator-" + port + ".log");
    Process process =
        new ProcessBuilder(
                MODULE.resolve("target/emulator-venv/bin/python").toString(),
                MODULE.resolve("src/test/python/bigquery_emulator.py").toString(),
                "start",
                "--rest-port",
                Integer.toString(port),
                "--grpc-port",
                Integer.toString(freePort()),
                "--project",
                PROJECT,
                "--log-level",
                "warning")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Emulator emulator = new Emulator(process, port);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!emulator.answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        process.destroyForcibly();
        throw new IOException("the emulator did not start:\n" + Files.readString(log));
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return emulator;
  }

  public String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  /** Settings for a dataset in it. */
  public BigQuerySettings settings(String dataset) {
    return BigQuerySettings.of(PROJECT, dataset)
        .withEndpoint(endpoint())
        .withRetryFor(Duration.ofSeconds(5));
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
