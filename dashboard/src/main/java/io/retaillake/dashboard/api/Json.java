package io.retaillake.dashboard.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Rows as JSON: money as plain decimals, days and times by ISO 8601. */
public final class Json {

  /** Keeps a decimal's zeros, and writes none as a power. */
  public static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true)
          .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

  private Json() {}

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  public static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  static ArrayNode rows(List<Map<String, Object>> rows) {
    ArrayNode array = array();
    rows.forEach(row -> array.add(row(row)));
    return array;
  }

  static ObjectNode row(Map<String, Object> row) {
    ObjectNode object = object();
    row.forEach((column, value) -> object.set(column, value(value)));
    return object;
  }

  static JsonNode value(Object value) {
    return value == null
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof BigDecimal
        ? MAPPER.valueToTree(value)
        : MAPPER.getNodeFactory().textNode(value.toString());
  }

  /** As UTF-8. */
  public static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can't be written", e);
    }
  }
}
