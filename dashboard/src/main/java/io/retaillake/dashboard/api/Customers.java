package io.retaillake.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.dashboard.lake.Lake;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a customer, for activation: features, value with P(alive), and segment. */
final class Customers {

  private static final int LONGEST = 256;

  private final Lake lake;

  Customers(Lake lake) {
    this.lake = lake;
  }

  /**
   * The customer with this id; empty if none of the tables knows it.
   *
   * @throws BadRequestException if it is empty, too long or has control characters
   */
  Optional<JsonNode> find(String id) {
    if (id.isBlank() || id.length() > LONGEST || id.chars().anyMatch(Character::isISOControl)) {
      throw new BadRequestException(
          "id", "That is no customer's id: one has 1 to 256 characters, none of them a control.");
    }
    JsonNode features = one("gold_user_features", "customer_features", id);
    JsonNode value = one("gold_customer_value", "customer_value", id);
    JsonNode segment = one("gold_customer_segments", "customer_segment", id);
    if (features.isNull() && value.isNull() && segment.isNull()) {
      return Optional.empty();
    }
    ObjectNode customer = Json.object();
    customer.put("user_id", id);
    customer.set(
        "prob_alive",
        value.path("prob_alive").isMissingNode() ? Json.value(null) : value.get("prob_alive"));
    customer.set("features", features);
    customer.set("value", value);
    customer.set("segment", segment);
    return Optional.of(customer);
  }

  private JsonNode one(String table, String question, String id) {
    if (lake.state().table(table).isEmpty()) {
      return Json.value(null);
    }
    List<Map<String, Object>> rows = lake.ask(question, List.of(id));
    return rows.isEmpty() ? Json.value(null) : Json.row(rows.get(0));
  }
}
