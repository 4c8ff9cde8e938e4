package io.retaillake.models.tracking;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowClientException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * One MLflow server: its Java client, and the files that the client can only send by a Python
 * program. Credentials come from the environment as MLflow names them: {@code
 * MLFLOW_TRACKING_TOKEN}, or {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}.
 */
final class MlflowServer implements AutoCloseable {

  private static final String SERVED = "mlflow-artifacts:";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String uri;
  private final MlflowClient client;
  // The server speaks HTTP/1.1; asking for an upgrade makes it warn at each request.
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Optional<String> authorization;

  MlflowServer(String uri) {
    this.uri = uri.replaceAll("/+$", "");
    String token = System.getenv("MLFLOW_TRACKING_TOKEN");
    String user = System.getenv("MLFLOW_TRACKING_USERNAME");
    String password = System.getenv("MLFLOW_TRACKING_PASSWORD");
    if (token != null) {
      this.client = new MlflowClient(new BasicMlflowHostCreds(this.uri, token));
      this.authorization = Optional.of("Bearer " + token);
    } else if (user != null && password != null) {
      this.client = new MlflowClient(new BasicMlflowHostCreds(this.uri, user, password));
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      this.authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    } else {
      this.client = new MlflowClient(new BasicMlflowHostCreds(this.uri));
      this.authorization = Optional.empty();
    }
  }

  String uri() {
    return uri;
  }

  MlflowClient client() {
    return client;
  }

  /** Calls the client; what the server refuses becomes an error that says so. */
  <T> T ask(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (MlflowClientException e) {
      throw failed(what, e.getMessage(), e);
    }
  }

  /**
   * Stores a file of a run.
   *
   * @param artifactUri the run's, as the server gave it
   */
  void put(String artifactUri, String path, byte[] content) {
    if (!artifactUri.startsWith(SERVED)) {
      throw new TrackingException(
          "MLflow at " + uri + " can't take the file " + path,
          "it keeps artifacts at " + artifactUri + " and does not serve them",
          "Start the server with --serve-artifacts",
          null);
    }
    String root = URI.create(artifactUri).getPath();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    uri + "/api/2.0/mlflow-artifacts/artifacts" + encoded(root + "/" + path)))
            .timeout(PATIENCE)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(content));
    authorization.ifPresent(value -> request.header("Authorization", value));
    send("store the file " + path, request.build());
  }

  private void send(String what, HttpRequest request) {
    HttpResponse<String> response;
    try {
      response = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw failed(what, e.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(what, "it was interrupted", e);
    }
    if (response.statusCode() / 100 != 2) {
      throw failed(what, "it answered " + response.statusCode() + ": " + response.body(), null);
    }
  }

  private static String encoded(String path) {
    return Arrays.stream(path.split("/", -1))
        .map(part -> java.net.URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private TrackingException failed(String what, String why, Exception cause) {
    return new TrackingException(
        "MLflow at " + uri + " could not " + what,
        why,
        "See that the server runs there, or give a folder to record runs in files",
        cause);
  }

  @Override
  public void close() {
    client.close();
  }
}
