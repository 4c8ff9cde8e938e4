package io.retaillake.pipelines.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The configuration of a Flink within this process: every server of it listens on loopback only,
 * which is not Flink's own default, and a checkpoint to restore is named, which the runner's own
 * option does not do for an embedded Flink.
 */
public final class EmbeddedFlink {

  private EmbeddedFlink() {}

  /** Writes a configuration folder, removed when the JVM ends; returns its path. */
  public static Path configure(int restPort, @Nullable String restoreFrom) throws IOException {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "jobmanager.bind-host: 127.0.0.1",
                "jobmanager.rpc.address: 127.0.0.1",
                "taskmanager.bind-host: 127.0.0.1",
                "taskmanager.host: 127.0.0.1",
                "rest.address: 127.0.0.1",
                "rest.bind-address: 127.0.0.1",
                "rest.bind-port: " + restPort,
                // All is one process: a heartbeat that is missed says that the machine slept.
                "heartbeat.timeout: " + Duration.ofDays(7).toMillis(),
                "state.checkpoints.num-retained: 3"));
    if (restoreFrom != null) {
      lines.add("execution.savepoint.path: " + restoreFrom);
    }
    Path folder = Files.createTempDirectory("retail-lakehouse-flink");
    Path file = folder.resolve("flink-conf.yaml");
    Files.write(file, lines);
    // In the opposite order of the calls: first the file, then its folder.
    folder.toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    return folder;
  }

  /** A port that is free now, for Flink's REST server. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
