package io.retaillake.dashboard.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.retaillake.dashboard.lake.Lake;
import java.util.List;
import java.util.Map;

/**
 * A card of the page.
 *
 * @param name its name in the API: {@code /api/<name>}
 * @param table the table it is made of; without it there is nothing to show
 * @param filteredBy the filters that it follows
 * @param reader makes its data
 */
record Figure(String name, String table, List<String> filteredBy, Reader reader) {

  /** Makes the data of a card. */
  interface Reader {
    JsonNode read(Lake lake, Filters filters);
  }

  private static final String SILVER = "silver_events";
  private static final List<String> ALL = List.of("from", "to", "category", "country");

  /** The cards, in their order on the page. */
  static final List<Figure> FIGURES =
      List.of(
          new Figure("kpis", SILVER, ALL, KeyFigures::read),
          rows("trend", SILVER, ALL),
          new Figure("categories", SILVER, List.of("from", "to", "country"), asked("by_category")),
          new Figure("countries", SILVER, List.of("from", "to", "category"), asked("by_country")),
          rows("hourly", SILVER, ALL),
          new Figure(
              "windows",
              "gold_revenue_windows",
              List.of("category"),
              (lake, filters) ->
                  Json.rows(lake.ask("windows", java.util.Arrays.asList(filters.category())))),
          held("segments", "gold_customer_segments"),
          new Figure("experiment", "gold_experiment_results", List.of(), Experiment::read),
          held("latency", SILVER));

  private static Figure rows(String name, String table, List<String> filteredBy) {
    return new Figure(name, table, filteredBy, asked(name));
  }

  private static Reader asked(String question) {
    return (lake, filters) -> Json.rows(lake.ask(question, filters.values()));
  }

  /** One that no filter changes. */
  private static Figure held(String name, String table) {
    return new Figure(
        name, table, List.of(), (lake, filters) -> Json.rows(lake.ask(name, List.of())));
  }

  /** The filters that matter to it, so that equal answers are kept once. */
  Map<String, Object> key(Filters filters) {
    Map<String, Object> key = new java.util.TreeMap<>();
    Map<String, Object> all = new java.util.HashMap<>();
    all.put("from", filters.from());
    all.put("to", filters.to());
    all.put("category", filters.category());
    all.put("country", filters.country());
    filteredBy.forEach(name -> key.put(name, all.get(name)));
    return key;
  }
}
