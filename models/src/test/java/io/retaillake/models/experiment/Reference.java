package io.retaillake.models.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;

/** The reference values, made by SciPy and statsmodels. */
final class Reference {

  private Reference() {}

  static JsonNode read(String file) {
    try (InputStream in = Reference.class.getResourceAsStream(file)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Conversions conversions(JsonNode group) {
    return new Conversions(group.get(0).asLong(), group.get(1).asLong());
  }

  static double[] sample(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
