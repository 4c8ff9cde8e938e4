package io.retaillake.pipelines.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.kafka.LocalKafkaOptions;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.pipelines.runner.EmbeddedFlink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Takes the savepoint that {@link UpgradeIT} restores. No test by its name: it is run by hand, once
 * for a release, as docs/upgrades.md says; {@code -Dsavepoint.folder} is where the savepoint goes.
 */
class RecordSavepoint {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void ofAStreamThatHasReadHalfOfTheTopic(@TempDir Path folder) throws Exception {
    Path target = Path.of(System.getProperty("savepoint.folder")).toAbsolutePath();
    int restPort = EmbeddedFlink.freePort();
    Path lakehouse = folder.resolve("lakehouse");
    List<String> arguments = new ArrayList<>(UpgradeScenario.arguments(lakehouse));
    arguments.add("--parallelism=2");
    arguments.add("--flinkConfDir=" + EmbeddedFlink.configure(restPort, null));
    try (LocalKafka kafka =
            LocalKafka.start(LocalKafkaOptions.temporary().withPort(UpgradeScenario.BROKER_PORT));
        Topics topics = Topics.at(kafka.bootstrapServers())) {
      topics.ensure(UpgradeScenario.TOPIC, UpgradeScenario.PARTITIONS);
      try (EventFeed feed =
          new EventFeed(kafka.bootstrapServers(), UpgradeScenario.TOPIC, UpgradeScenario.shop())) {
        feed.send(UpgradeScenario.RECORDED);
      }
      try (StreamProcess stream =
          StreamProcess.start(folder.resolve("stream.log"), List.of(), arguments)) {
        UpgradeScenario.awaitHeld(
            stream,
            new LakehouseView(lakehouse, UpgradeScenario.TOPIC),
            topics.endOffsets(UpgradeScenario.TOPIC));
        Path taken = Path.of(URI.create(takeSavepoint(restPort, folder)));
        Files.createDirectories(target.getParent());
        Files.move(taken, target);
      }
    }
    System.out.println("Savepoint " + target);
  }

  private String takeSavepoint(int restPort, Path folder) throws IOException, InterruptedException {
    String root = "http://127.0.0.1:" + restPort + "/jobs/";
    String job = root + send(root + "overview", "").at("/jobs/0/jid").asText();
    String order =
        "{\"target-directory\": \"%s\", \"formatType\": \"CANONICAL\"}".formatted(folder.toUri());
    String request = send(job + "/savepoints", order).path("request-id").asText();
    while (true) {
      JsonNode state = send(job + "/savepoints/" + request, "");
      if (state.at("/status/id").asText().equals("COMPLETED")) {
        return state.at("/operation/location").asText();
      }
      Thread.sleep(100);
    }
  }

  private JsonNode send(String address, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (!body.isEmpty()) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return JSON.readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body());
  }
}
