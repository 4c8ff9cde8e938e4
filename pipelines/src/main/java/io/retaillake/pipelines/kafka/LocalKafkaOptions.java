package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a {@link LocalKafka} is started.
 *
 * @param port where it listens on 127.0.0.1; 0 takes a free one
 * @param data the folder that keeps its data; empty for a temporary one, removed at the end
 */
public record LocalKafkaOptions(int port, Optional<Path> data) {

  public LocalKafkaOptions {
    if (port < 0 || port > 65_535) {
      throw new UserError(
          ExitCode.USAGE,
          "port " + port + " is impossible",
          "ports go from 0 to 65535",
          "Choose another, or 0 for any free one");
    }
  }

  /** A broker on a free port that leaves nothing behind. */
  public static LocalKafkaOptions temporary() {
    return new LocalKafkaOptions(0, Optional.empty());
  }

  /** A broker on a free port that keeps its data in this folder, which is made if need be. */
  public static LocalKafkaOptions keptIn(Path folder) {
    return new LocalKafkaOptions(0, Optional.of(folder));
  }

  public LocalKafkaOptions withPort(int newPort) {
    return new LocalKafkaOptions(newPort, data);
  }
}
