package io.retaillake.pipelines.kafka;

import io.retaillake.pipelines.runner.EmbeddedFlink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.Time;

/**
 * A broker that listens by TLS only, with a certificate of its own making, lets nobody in without a
 * user and a password (SASL/PLAIN), and nobody do what an ACL does not allow.
 */
public final class SecuredKafka implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final String KEYSTORE_PASSWORD = "of-the-keystore";
  private static final String PLAIN_LOGIN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required";

  private final KafkaRaftServer server;
  private final int port;
  private final Path certificate;
  private final Admin admin;

  private SecuredKafka(KafkaRaftServer server, int port, Path certificate, String adminPassword) {
    this.server = server;
    this.port = port;
    this.certificate = certificate;
    server.startup();
    Map<String, Object> settings = new HashMap<>(clientProperties(ADMIN, adminPassword));
    settings.put("bootstrap.servers", bootstrapServers());
    this.admin = Admin.create(settings);
  }

  /**
   * Starts a broker that knows these users and no others.
   *
   * @param passwords each user's
   */
  public static SecuredKafka start(Path folder, Map<String, String> passwords) throws Exception {
    Path keystore = folder.resolve("broker.p12");
    Path certificate = folder.resolve("broker.pem");
    makeCertificate(keystore, certificate);
    int port = EmbeddedFlink.freePort();
    Path data = BrokerFolder.open(Optional.of(folder.resolve("data"))).path();
    int controllerPort = EmbeddedFlink.freePort();
    Properties settings = BrokerSettings.of(data, port, controllerPort, Optional.empty());
    String adminPassword = "of-the-admin";
    settings.putAll(secured(port, controllerPort, keystore, certificate, adminPassword, passwords));
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    return new SecuredKafka(server, port, certificate, adminPassword);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public void createTopic(String topic, int partitions) throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
  }

  /** Lets the user do this with the topic; before, it may do nothing. */
  public void allow(String user, AclOperation operation, String topic) throws Exception {
    ResourcePattern resource = new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL);
    AccessControlEntry entry =
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
    admin.createAcls(List.of(new AclBinding(resource, entry))).all().get();
  }

  /**
   * What a client needs to come in as this user.
   *
   * @param password itself, or a reference for Kafka's configuration providers
   */
  public Map<String, String> clientProperties(String user, String password) {
    return Map.of(
        "security.protocol",
        "SASL_SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        certificate.toString(),
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        PLAIN_LOGIN + " username=\"%s\" password=\"%s\";".formatted(user, password));
  }

  @Override
  public void close() {
    admin.close();
    server.shutdown();
    server.awaitShutdown();
  }

  private static Map<String, String> secured(
      int port,
      int controllerPort,
      Path keystore,
      Path certificate,
      String adminPassword,
      Map<String, String> passwords) {
    StringBuilder login =
        new StringBuilder(PLAIN_LOGIN)
            .append(" username=\"%s\" password=\"%s\"".formatted(ADMIN, adminPassword))
            .append(" user_%s=\"%s\"".formatted(ADMIN, adminPassword));
    passwords.forEach(
        (user, password) -> login.append(" user_%s=\"%s\"".formatted(user, password)));
    String listener = "SASL_SSL://127.0.0.1:" + port;
    return Map.ofEntries(
        Map.entry("listeners", listener + ",CONTROLLER://127.0.0.1:" + controllerPort),
        Map.entry("advertised.listeners", listener),
        Map.entry("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT"),
        Map.entry("inter.broker.listener.name", "SASL_SSL"),
        Map.entry("sasl.mechanism.inter.broker.protocol", "PLAIN"),
        Map.entry("sasl.enabled.mechanisms", "PLAIN"),
        Map.entry("listener.name.sasl_ssl.plain.sasl.jaas.config", login.append(';').toString()),
        Map.entry("ssl.keystore.type", "PKCS12"),
        Map.entry("ssl.keystore.location", keystore.toString()),
        Map.entry("ssl.keystore.password", KEYSTORE_PASSWORD),
        // It is its own peer.
        Map.entry("ssl.truststore.type", "PEM"),
        Map.entry("ssl.truststore.location", certificate.toString()),
        Map.entry(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
        // The controller is this process: its own requests come without a user.
        Map.entry("super.users", "User:" + ADMIN + ";User:ANONYMOUS"));
  }

  private static void makeCertificate(Path keystore, Path certificate) throws Exception {
    keytool(
        "-genkeypair",
        "-keystore",
        keystore.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        KEYSTORE_PASSWORD,
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-validity",
        "2");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        keystore.toString(),
        "-storepass",
        KEYSTORE_PASSWORD,
        "-alias",
        "broker",
        "-file",
        certificate.toString());
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    Path log = Files.createTempFile("keytool", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool failed: " + Files.readString(log));
    }
    Files.delete(log);
  }
}
