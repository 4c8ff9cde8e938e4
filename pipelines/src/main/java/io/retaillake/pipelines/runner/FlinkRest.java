package io.retaillake.pipelines.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The REST interface of a Flink, within this process or on a cluster. */
public final class FlinkRest {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String root;

  private FlinkRest(String root) {
    this.root = root;
  }

  /** That of a Flink within this process. */
  public static FlinkRest embedded(int port) {
    return at("127.0.0.1:" + port);
  }

  /** That of a JobManager, given as {@code host:port}, with or without a scheme. */
  public static FlinkRest at(String address) {
    return new FlinkRest(address.contains("://") ? address : "http://" + address);
  }

  /** What this path holds. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build());
  }

  /** Asks Flink to cancel the job. */
  public void cancel(String jobId) throws IOException, InterruptedException {
    send(
        request("/jobs/" + jobId + "?mode=cancel")
            .method("PATCH", HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).timeout(TIMEOUT);
  }

  private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
    return json.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }
}
