package io.retaillake.dashboard.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.dashboard.api.Api;
import io.retaillake.dashboard.gallery.Gallery;
import io.retaillake.dashboard.lake.Lake;
import io.retaillake.dashboard.server.DashboardServer;
import io.retaillake.dashboard.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** A dashboard of a lakehouse, on a free port, and a client that asks it. */
public final class TestServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Lake lake;
  private final Gallery gallery;
  private final DashboardServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestServer(Path lakehouse, Path warehouse, ServerSettings settings) throws IOException {
    lake = Lake.open(lakehouse, TIMEOUT);
    gallery =
        new Gallery(
            lakehouse.toString(),
            DuckDbWarehouse.at(warehouse),
            () -> lake.state().generation(),
            TIMEOUT);
    server =
        DashboardServer.start(settings, lake, new Api(lake, () -> OptionalLong.of(7)), gallery);
  }

  /** Without a token, and as good as without a limit. */
  public static TestServer of(Path lakehouse) throws IOException {
    return of(lakehouse, new ServerSettings("127.0.0.1", 0, Optional.empty(), 1_000_000));
  }

  public static TestServer of(Path lakehouse, ServerSettings settings) throws IOException {
    Path warehouse = lakehouse.resolveSibling(lakehouse.getFileName() + ".duckdb");
    return new TestServer(lakehouse, warehouse, settings);
  }

  public Lake lake() {
    return lake;
  }

  public int port() {
    return server.port();
  }

  public String url() {
    return server.url();
  }

  /** The answer to a GET of this path, which is sent as it is. */
  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path.substring(1)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** As above, of JSON. */
  public JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path).body());
  }

  public HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    server.close();
    gallery.close();
    lake.close();
  }
}
