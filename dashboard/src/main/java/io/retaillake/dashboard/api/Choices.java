package io.retaillake.dashboard.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.retaillake.dashboard.lake.Lake;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * What can be filtered by.
 *
 * @param firstDay the first day with an event
 * @param lastDay the last
 */
public record Choices(
    LocalDate firstDay, LocalDate lastDay, List<String> categories, List<String> countries) {

  /** Those of the events that the lake holds; without any, today and nothing to choose. */
  static Choices of(Lake lake) {
    Map<String, Object> row = lake.ask("choices", List.of()).get(0);
    if (row.get("first_day") == null) {
      LocalDate today = LocalDate.now(ZoneOffset.UTC);
      return new Choices(today, today, List.of(), List.of());
    }
    return new Choices(
        (LocalDate) row.get("first_day"),
        (LocalDate) row.get("last_day"),
        list(row.get("categories")),
        list(row.get("countries")));
  }

  private static List<String> list(Object json) {
    try {
      return Json.MAPPER.readValue(json.toString(), new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("DuckDB wrote JSON that can't be read", e);
    }
  }
}
