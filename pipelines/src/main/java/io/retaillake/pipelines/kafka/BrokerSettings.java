package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.kafka.LocalKafkaOptions.BehindProxy;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The settings of a broker for one developer's machine. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerSettings() {}

  static Properties of(
      Path folder, int port, int controllerPort, Optional<BehindProxy> behindProxy) {
    Properties settings = new Properties();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", String.valueOf(NODE_ID));
    settings.put("log.dirs", folder.toString());
    listeners(settings, port, controllerPort);
    behindProxy.ifPresent(proxied -> proxiedListener(settings, proxied));
    topics(settings);
    size(settings);
    return settings;
  }

  private static void listeners(Properties settings, int port, int controllerPort) {
    String broker = "PLAINTEXT://127.0.0.1:" + port;
    String controller = "127.0.0.1:" + controllerPort;
    settings.put("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
    settings.put("advertised.listeners", broker);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
  }

  private static void proxiedListener(Properties settings, BehindProxy proxied) {
    append(settings, "listeners", "PROXIED://127.0.0.1:" + proxied.port());
    append(settings, "advertised.listeners", "PROXIED://127.0.0.1:" + proxied.proxyPort());
    append(settings, "listener.security.protocol.map", "PROXIED:PLAINTEXT");
  }

  private static void append(Properties settings, String name, String value) {
    settings.put(name, settings.getProperty(name) + "," + value);
  }

  private static void topics(Properties settings) {
    // A typing error in a topic's name must be an error, not a new topic.
    settings.put("auto.create.topics.enable", "false");
    // Events of last year would be deleted at once by a retention counted from their own time.
    settings.put("log.retention.ms", "-1");
    settings.put("log.message.timestamp.type", "LogAppendTime");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
  }

  /** Threads and buffers for a laptop; the cleaner's alone would be 128 MB. */
  private static void size(Properties settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.dedupe.buffer.size", "4194304");
    settings.put("log.cleaner.io.buffer.size", "131072");
  }
}
