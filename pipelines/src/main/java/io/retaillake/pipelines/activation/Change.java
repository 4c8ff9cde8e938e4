package io.retaillake.pipelines.activation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One line of a publication: a customer who is new or changed, or who is gone.
 *
 * @param publication its number, which grows
 * @param customer null where the customer is gone
 */
record Change(long publication, String userId, @Nullable PublishedCustomer customer) {

  /** Money has more digits than a double. */
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** The same for every delivery of the same change, and for no other change. */
  String idempotencyKey() {
    return publication + "/" + userId;
  }

  boolean isDeletion() {
    return customer == null;
  }

  String toJson() {
    ObjectNode line = JSON.createObjectNode();
    line.put("idempotency_key", idempotencyKey());
    line.put("publication", publication);
    line.put("operation", isDeletion() ? "delete" : "upsert");
    line.put("user_id", userId);
    if (customer != null) {
      line.put("segment_id", customer.segmentId());
      line.put("segment", customer.segment());
      line.put("tier", customer.tier());
      line.put("clv_12m", customer.clv());
      line.put("prob_alive", customer.probAlive());
      line.put("as_of", customer.asOf().toString());
    }
    return line.toString();
  }

  static Change ofJson(String text) {
    JsonNode line;
    try {
      line = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No line of a publication: " + text, e);
    }
    String userId = line.get("user_id").asText();
    PublishedCustomer customer =
        line.get("operation").asText().equals("delete")
            ? null
            : new PublishedCustomer(
                userId,
                line.get("segment_id").asInt(),
                line.get("segment").asText(),
                line.get("tier").asText(),
                line.get("clv_12m").decimalValue().setScale(2),
                line.get("prob_alive").asDouble(),
                Instant.parse(line.get("as_of").asText()));
    return new Change(line.get("publication").asLong(), userId, customer);
  }
}
