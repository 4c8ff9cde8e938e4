package io.retaillake.dashboard.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.retaillake.bigquery.QueryRows;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What a chart shows.
 *
 * @param columns the columns' names
 * @param rows the values, each null, a number, a boolean, or a text or time
 * @param notice what to say instead of a picture; empty if there is something to see
 * @param footer the small print: source, as-of time and row count
 */
public record ChartData(
    List<String> columns, List<List<Object>> rows, String notice, String footer) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Without rows, but with a reason. */
  static ChartData missing(String notice, String footer) {
    return new ChartData(List.of(), List.of(), notice, footer);
  }

  /** All rows of an answer. */
  static ChartData of(QueryRows answer, String notice, String footer) {
    List<String> columns = answer.columns().stream().map(column -> column.name()).toList();
    List<List<Object>> rows = new ArrayList<>();
    while (answer.next()) {
      rows.add(answer.values());
    }
    return new ChartData(columns, rows, rows.isEmpty() ? notice : "", footer);
  }

  /** The rows as an array of objects. */
  public ArrayNode json() {
    ArrayNode array = JSON.createArrayNode();
    for (List<Object> row : rows) {
      ObjectNode object = array.addObject();
      for (int i = 0; i < columns.size(); i++) {
        object.set(columns.get(i), JSON.valueToTree(plain(row.get(i))));
      }
    }
    return array;
  }

  /** The rows as CSV by RFC 4180, with a header. */
  public String csv() {
    StringWriter text = new StringWriter();
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader(columns.toArray(String[]::new)).build();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      for (List<Object> row : rows) {
        csv.printRecord(row.stream().map(ChartData::csvValue).toList());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static Object plain(Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    return value.toString();
  }

  private static Object csvValue(Object value) {
    return value instanceof BigDecimal number ? number.toPlainString() : value;
  }
}
