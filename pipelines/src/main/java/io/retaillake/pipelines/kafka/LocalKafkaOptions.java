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
 * @param behindProxy a second port, for clients that come through a proxy; empty for none
 */
public record LocalKafkaOptions(int port, Optional<Path> data, Optional<BehindProxy> behindProxy) {

  public LocalKafkaOptions {
    check(port);
  }

  /**
   * A port for clients that come through a proxy. A client that has asked the broker once goes on
   * at the address that the broker tells it, so it must tell these the proxy's.
   *
   * @param port where the broker listens for the proxy, on 127.0.0.1
   * @param proxyPort where the proxy listens, on 127.0.0.1
   */
  public record BehindProxy(int port, int proxyPort) {

    public BehindProxy {
      check(port);
      check(proxyPort);
    }
  }

  /** A broker on a free port that leaves nothing behind. */
  public static LocalKafkaOptions temporary() {
    return new LocalKafkaOptions(0, Optional.empty(), Optional.empty());
  }

  /** A broker on a free port that keeps its data in this folder, which is made if need be. */
  public static LocalKafkaOptions keptIn(Path folder) {
    return new LocalKafkaOptions(0, Optional.of(folder), Optional.empty());
  }

  public LocalKafkaOptions withPort(int newPort) {
    return new LocalKafkaOptions(newPort, data, behindProxy);
  }

  public LocalKafkaOptions withBehindProxy(BehindProxy proxied) {
    return new LocalKafkaOptions(port, data, Optional.of(proxied));
  }

  private static void check(int port) {
    if (port < 0 || port > 65_535) {
      throw new UserError(
          ExitCode.USAGE,
          "port " + port + " is impossible",
          "ports go from 0 to 65535",
          "Choose another, or 0 for any free one");
    }
  }
}
