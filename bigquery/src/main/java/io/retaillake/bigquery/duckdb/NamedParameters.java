package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.WarehouseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement with {@code $name} parameters as one with {@code ?}, which the driver takes.
 *
 * @param sql the statement, each parameter cast to its type, so that a null has one
 * @param values the values in the order of the question marks
 */
record NamedParameters(String sql, List<Parameter> values) {

  // Text in quotes is matched first, so that nothing in it is taken for a parameter.
  private static final Pattern TOKEN =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\\$([A-Za-z_]\\w*)");

  static NamedParameters of(String name, String sql, Map<String, Parameter> parameters) {
    Matcher matcher = TOKEN.matcher(sql);
    StringBuilder text = new StringBuilder();
    List<Parameter> values = new ArrayList<>();
    while (matcher.find()) {
      String parameter = matcher.group(1);
      if (parameter == null) {
        matcher.appendReplacement(text, Matcher.quoteReplacement(matcher.group()));
        continue;
      }
      Parameter value = parameters.get(parameter);
      if (value == null) {
        throw new WarehouseException(
            WarehouseException.Problem.WRONG_STATEMENT,
            "'" + name + "' can't run.",
            "Its parameter @" + parameter + " has no value.",
            "Give a value for it.");
      }
      values.add(value);
      matcher.appendReplacement(text, "cast(? as " + type(value) + ")");
    }
    return new NamedParameters(matcher.appendTail(text).toString(), values);
  }

  private static String type(Parameter parameter) {
    return switch (parameter.type()) {
      case STRING -> "varchar";
      case INT64 -> "bigint";
      case FLOAT64 -> "double";
      case NUMERIC -> "decimal(38, 9)";
      case BOOL -> "boolean";
      case TIMESTAMP -> "timestamptz";
      case DATE -> "date";
      case BYTES -> "blob";
    };
  }
}
