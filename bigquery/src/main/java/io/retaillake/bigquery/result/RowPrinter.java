package io.retaillake.bigquery.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.ResultColumn;
import io.retaillake.bigquery.ValueType;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Prints rows: as a table with aligned columns, as CSV by RFC 4180 with a header, or as JSON, one
 * array of objects. Times are ISO 8601 in UTC; bytes are Base64; a NUMERIC is a number with all its
 * digits, two behind the point at least. A null is empty in a table and in CSV.
 */
public final class RowPrinter {

  /** The forms. */
  public enum Format {
    TABLE,
    CSV,
    JSON
  }

  private RowPrinter() {}

  /**
   * Prints at most so many of the rows that are left.
   *
   * @return how many it printed
   */
  public static long print(QueryRows rows, Format format, long limit, PrintStream out)
      throws IOException {
    return switch (format) {
      case TABLE -> table(rows, limit, out);
      case CSV -> csv(rows, limit, out);
      case JSON -> json(rows, limit, out);
    };
  }

  private static long table(QueryRows rows, long limit, PrintStream out) {
    List<ResultColumn> columns = rows.columns();
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(ResultColumn::name).toList());
    long printed = 0;
    boolean more = rows.next();
    while (more && printed < limit) {
      lines.add(rows.values().stream().map(value -> value == null ? "" : text(value)).toList());
      printed++;
      more = rows.next();
    }
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - line.get(i).length());
        boolean right = isNumber(columns.get(i).type());
        text.append(i == 0 ? "" : "  ");
        text.append(right ? padding + line.get(i) : line.get(i) + padding);
      }
      out.println(text.toString().stripTrailing());
    }
    if (more) {
      out.println("... and more: --limit says how many are printed");
    }
    return printed;
  }

  private static long csv(QueryRows rows, long limit, PrintStream out) throws IOException {
    CSVPrinter csv =
        new CSVPrinter(
            out,
            CSVFormat.RFC4180
                .builder()
                .setHeader(rows.columns().stream().map(ResultColumn::name).toArray(String[]::new))
                .build());
    long printed = 0;
    while (printed < limit && rows.next()) {
      for (Object value : rows.values()) {
        csv.print(value == null ? null : text(value));
      }
      csv.println();
      printed++;
    }
    csv.flush();
    return printed;
  }

  private static long json(QueryRows rows, long limit, PrintStream out) throws IOException {
    JsonGenerator json =
        new JsonFactory()
            .createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .setPrettyPrinter(
                new DefaultPrettyPrinter()
                    .withArrayIndenter(new DefaultIndenter("  ", "\n"))
                    .withObjectIndenter(DefaultPrettyPrinter.FixedSpaceIndenter.instance));
    json.writeStartArray();
    long printed = 0;
    while (printed < limit && rows.next()) {
      object(json, rows.columns(), rows.values());
      printed++;
    }
    json.writeEndArray();
    json.writeRaw("\n");
    json.close();
    return printed;
  }

  /** Most are money. */
  private static BigDecimal withCents(BigDecimal number) {
    return number.scale() < 2 ? number.setScale(2) : number;
  }

  private static boolean isNumber(ValueType type) {
    return type == ValueType.INT64 || type == ValueType.FLOAT64 || type == ValueType.NUMERIC;
  }

  private static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return withCents(number).toPlainString();
    }
    return value instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : value.toString();
  }

  private static void object(JsonGenerator json, List<ResultColumn> columns, List<Object> values)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < values.size(); i++) {
      json.writeFieldName(columns.get(i).name());
      value(json, values.get(i));
    }
    json.writeEndObject();
  }

  private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(withCents(number));
    } else if (value instanceof Boolean yes) {
      json.writeBoolean(yes);
    } else {
      json.writeString(text(value));
    }
  }
}
