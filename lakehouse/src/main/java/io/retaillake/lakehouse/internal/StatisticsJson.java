package io.retaillake.lakehouse.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads single values of a file's Delta statistics, whoever wrote them. */
final class StatisticsJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StatisticsJson() {}

  /** Rows in the file; empty if the statistics don't tell. */
  static OptionalLong rowCount(String statistics) {
    return whole(parse(statistics).path("numRecords"));
  }

  /** Least value of a LONG column; empty if the statistics don't tell. */
  static OptionalLong least(String statistics, String column) {
    return whole(parse(statistics).path("minValues").path(column));
  }

  /** Greatest value of a LONG column; empty if the statistics don't tell. */
  static OptionalLong greatest(String statistics, String column) {
    return whole(parse(statistics).path("maxValues").path(column));
  }

  /** A bound on the least value of a STRING column; empty if the statistics don't tell. */
  static Optional<String> leastText(String statistics, String column) {
    return text(parse(statistics).path("minValues").path(column));
  }

  /** A bound on the greatest value of a STRING column; empty if the statistics don't tell. */
  static Optional<String> greatestText(String statistics, String column) {
    return text(parse(statistics).path("maxValues").path(column));
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  private static OptionalLong whole(JsonNode value) {
    return value.canConvertToLong() ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
  }

  private static JsonNode parse(String statistics) {
    try {
      return statistics.isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(statistics);
    } catch (JsonProcessingException e) {
      throw new LakehouseException(
          Problem.READ_FAILED,
          "The statistics of a data file can't be read.",
          "They are no JSON: " + e.getOriginalMessage() + ".",
          "Check which engine wrote the table last.",
          e);
    }
  }
}
