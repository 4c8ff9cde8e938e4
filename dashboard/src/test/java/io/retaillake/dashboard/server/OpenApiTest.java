package io.retaillake.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.dashboard.testing.SmallShop;
import io.retaillake.dashboard.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document against the routes: every path answers, with the properties it promises. */
class OpenApiTest {

  private static final Set<String> STREAMS = Set.of("/api/events");

  @TempDir static Path folder;
  private static TestServer server;
  private static JsonNode document;

  @BeforeAll
  static void serve() throws Exception {
    SmallShop.in(folder.resolve("lakehouse"));
    server = TestServer.of(folder.resolve("lakehouse"));
    document = server.json("/api/openapi.json");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyFigureOfThePageIsDocumented() throws Exception {
    Set<String> documented = new TreeSet<>();
    document.get("paths").fieldNames().forEachRemaining(documented::add);

    server
        .json("/api/overview")
        .get("cards")
        .fieldNames()
        .forEachRemaining(card -> assertThat(documented).contains("/api/" + card));
  }

  @Test
  void everyDocumentedPathAnswersAsItPromises() throws Exception {
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      if (STREAMS.contains(path.getKey())) {
        continue;
      }
      JsonNode get = path.getValue().get("get");
      int status = server.get(filled(path.getKey(), get)).statusCode();
      assertThat(get.get("responses").has(String.valueOf(status)))
          .as(path.getKey() + " answers " + status)
          .isTrue();
      JsonNode schema = get.at("/responses/200/content/application~1json/schema");
      if (status == 200 && !schema.isMissingNode()) {
        check(path.getKey(), schema, server.json(filled(path.getKey(), get)));
      }
    }
  }

  private static String filled(String path, JsonNode get) {
    String filled = path;
    for (JsonNode parameter : get.path("parameters")) {
      if (parameter.path("in").asText().equals("path")) {
        filled =
            filled.replace(
                "{" + parameter.get("name").asText() + "}", parameter.get("example").asText());
      }
    }
    return filled;
  }

  /** Required properties are there, and each value is of its type. */
  private static void check(String where, JsonNode schema, JsonNode value) {
    if (schema.has("$ref")) {
      check(where, document.at(schema.get("$ref").asText().substring(1)), value);
      return;
    }
    if (schema.has("allOf")) {
      schema.get("allOf").forEach(part -> check(where, part, value));
      return;
    }
    if (value.isNull()) {
      assertThat(schema.path("nullable").asBoolean()).as(where + " may be null").isTrue();
      return;
    }
    List<String> types =
        switch (schema.path("type").asText()) {
          case "object" -> List.of("OBJECT");
          case "array" -> List.of("ARRAY");
          case "string" -> List.of("STRING");
          case "boolean" -> List.of("BOOLEAN");
          default -> List.of("NUMBER");
        };
    assertThat(types).as(where).contains(value.getNodeType().name());
    schema
        .path("required")
        .forEach(name -> assertThat(value.has(name.asText())).as(where + "." + name).isTrue());
    schema
        .path("properties")
        .properties()
        .forEach(
            property -> {
              if (value.has(property.getKey())) {
                check(
                    where + "." + property.getKey(),
                    property.getValue(),
                    value.get(property.getKey()));
              }
            });
    if (schema.has("items")) {
      value.forEach(item -> check(where + "[]", schema.get("items"), item));
    }
  }
}
