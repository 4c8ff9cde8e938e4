package io.retaillake.pipelines.kafka;

import com.google.common.base.Throwables;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka in this process: one broker that is its own controller (KRaft), on 127.0.0.1 only.
 *
 * <p>Ready in two to three seconds. Records are kept for ever, each stamped with the broker's own
 * append time; topics must be created. A named data folder is opened again with all it held; a
 * temporary one is removed when this is closed or the JVM ends, though not after a kill.
 *
 * <pre>{@code
 * try (LocalKafka kafka = LocalKafka.start(LocalKafkaOptions.temporary())) {
 *   kafka.createTopic("retail-events", 4);
 *   ... kafka.bootstrapServers() ...
 * }
 * }</pre>
 */
public final class LocalKafka implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final KafkaRaftServer server;
  private final BrokerFolder folder;
  private final int port;
  private final Thread closeAtExit = new Thread(this::stop, "local-kafka-close");
  private boolean stopped;

  private LocalKafka(KafkaRaftServer server, BrokerFolder folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a broker and returns when it takes requests.
   *
   * @throws UserError with {@link ExitCode#KAFKA} if the broker does not start, with {@link
   *     ExitCode#IO} if the port is taken or the data folder can't be used
   */
  public static LocalKafka start(LocalKafkaOptions options) {
    int port = options.port() == 0 ? freePort() : checkedPort(options.port());
    BrokerFolder folder = BrokerFolder.open(options.data());
    try {
      KafkaConfig config =
          new KafkaConfig(
              BrokerSettings.of(folder.path(), port, freePort(), options.behindProxy()), false);
      KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
      LocalKafka kafka = new LocalKafka(server, folder, port);
      kafka.startOrStop();
      Runtime.getRuntime().addShutdownHook(kafka.closeAtExit);
      return kafka;
    } catch (RuntimeException e) {
      folder.release();
      throw startFailure(e, folder);
    }
  }

  private void startOrStop() {
    try {
      server.startup();
    } catch (RuntimeException e) {
      server.shutdown();
      throw e;
    }
  }

  /** The address for producers and consumers, such as {@code 127.0.0.1:9092}. */
  public String bootstrapServers() {
    return LOOPBACK + ":" + port;
  }

  /** Where the broker keeps its data. */
  public Path dataFolder() {
    return folder.path();
  }

  /** Creates the topic; one that is there already with as many partitions is left as it is. */
  public void createTopic(String name, int partitions) {
    try (Topics topics = Topics.at(bootstrapServers())) {
      topics.ensure(name, partitions);
    }
  }

  /** Stops the broker; all that was acknowledged is on disk, or gone with a temporary folder. */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException alreadyEnding) {
      // The JVM is ending: the hook finds the broker stopped.
      return;
    }
  }

  private synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    server.shutdown();
    server.awaitShutdown();
    folder.release();
  }

  private static UserError startFailure(RuntimeException failure, BrokerFolder folder) {
    return new UserError(
        ExitCode.KAFKA,
        "the local Kafka broker does not start",
        String.valueOf(Throwables.getRootCause(failure).getMessage()),
        "Look at the data folder " + folder.path() + ", or start with an empty one",
        failure);
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UserError(
          ExitCode.KAFKA,
          "no free port for the local Kafka broker",
          e.toString(),
          "Check that this machine lets programs listen on " + LOOPBACK,
          e);
    }
  }

  private static int checkedPort(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
      return port;
    } catch (IOException e) {
      throw new UserError(
          ExitCode.IO,
          "port " + port + " is taken",
          "another program listens on " + LOOPBACK + ":" + port + ", or we may not (" + e + ")",
          "Stop that program, or choose another port with --port",
          e);
    }
  }
}
