package io.retaillake.transforms.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A registry that speaks Confluent's REST interface: {@code GET <url>/schemas/ids/<id>}.
 *
 * <p>"Not found" is believed only when it comes as the interface has it, with an {@code error_code}
 * in a JSON body. Any other 404 is taken for a wrong address: else a typing error in the URL would
 * send every record to quarantine.
 */
final class HttpSchemaRegistry implements SchemaRegistry {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

  private final String baseUrl;

  private HttpSchemaRegistry(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * The registry at this address, which is not asked yet.
   *
   * @throws IllegalArgumentException if the address is not an http or https URL
   */
  static HttpSchemaRegistry at(String url) {
    return new HttpSchemaRegistry(checkedUrl(url));
  }

  /** The URL without a slash at its end, if it is one. */
  static String checkedUrl(String url) {
    URI uri = URI.create(url);
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "the schema registry's address '"
              + url
              + "' is not a URL; give one such as http://localhost:8081");
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  @Override
  public Optional<String> schemaById(int id) {
    URI address = URI.create(baseUrl + "/schemas/ids/" + Integer.toUnsignedString(id));
    HttpResponse<String> response = get(address);
    JsonNode body = parse(response.body());
    if (response.statusCode() == 200 && body.path("schema").isTextual()) {
      return Optional.of(body.path("schema").textValue());
    }
    if (response.statusCode() == 404 && body.has("error_code")) {
      return Optional.empty();
    }
    throw new SchemaRegistryUnavailableException(
        "the schema registry did not answer "
            + address
            + " with a schema: HTTP "
            + response.statusCode()
            + "; check that --schemaRegistryUrl is a registry's address and that it lets us in");
  }

  private HttpResponse<String> get(URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER_TIMEOUT)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json")
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new SchemaRegistryUnavailableException(
          "the schema registry can't be reached at "
              + baseUrl
              + ": "
              + e
              + "; start it or correct --schemaRegistryUrl",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryUnavailableException("interrupted while asking " + address, e);
    }
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}
