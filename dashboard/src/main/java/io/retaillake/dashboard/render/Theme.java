package io.retaillake.dashboard.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Colours and the look of all charts, from the one file {@code theme.json}. A specification names a
 * colour as {@code "$accent"}; here it becomes the theme's.
 */
public final class Theme {

  private static final JsonNode FILE = read();

  private final JsonNode colours;

  private Theme(JsonNode colours) {
    this.colours = colours;
  }

  /**
   * The theme of this name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Theme named(String name) {
    JsonNode colours = FILE.path("colours").path(name);
    if (colours.isMissingNode()) {
      throw new IllegalArgumentException("There is no theme '" + name + "'.");
    }
    return new Theme(colours);
  }

  /** A colour, such as {@code background}. */
  public String colour(String name) {
    return colours.required(name).asText();
  }

  /** Vega-Lite's configuration for this theme. */
  public JsonNode configuration() {
    return coloured(FILE.required("configuration"));
  }

  /** A copy in which the names of colours are colours. */
  public JsonNode coloured(JsonNode node) {
    if (node.isTextual() && node.asText().startsWith("$")) {
      return colours.path(node.asText().substring(1)).isMissingNode()
          ? node
          : colours.get(node.asText().substring(1));
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(item -> copy.add(coloured(item)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        copy.set(field.getKey(), coloured(field.getValue()));
      }
      return copy;
    }
    return node instanceof TextNode ? node : node.deepCopy();
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(
              Resources.toString(
                  Resources.getResource(Theme.class, "/charts/theme.json"),
                  StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
