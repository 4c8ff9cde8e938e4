package io.retaillake.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.dashboard.lake.Lake;
import java.util.List;
import java.util.Map;

/** The verdict on the experiment that was judged last: its metrics, as they were computed. */
final class Experiment {

  private Experiment() {}

  static JsonNode read(Lake lake, Filters filters) {
    List<Map<String, Object>> metrics = lake.ask("experiment", List.of());
    ObjectNode answer = Json.object();
    answer.putNull("experiment");
    answer.putNull("computed_at");
    answer.putNull("decision");
    for (Map<String, Object> metric : metrics) {
      answer.set("experiment", Json.value(metric.get("experiment")));
      answer.set("computed_at", Json.value(metric.get("computed_at")));
      if (metric.get("metric").equals("decision")) {
        answer.set("decision", Json.value(metric.get("text")));
      }
    }
    answer.set("metrics", Json.rows(metrics));
    return answer;
  }
}
