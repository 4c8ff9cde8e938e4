package io.retaillake.lakehouse.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Folder names for partitions, as Hive and Spark write them. */
public final class HivePaths {
  private static final String NULL_VALUE = "__HIVE_DEFAULT_PARTITION__";
  private static final String ESCAPED = "\"#%'*/:=?\\{}[]^\u007f";

  private HivePaths() {}

  /** {@code a=1/b=2} for these columns in order; empty for none. */
  public static String directory(List<String> columns, Map<String, String> values) {
    StringBuilder path = new StringBuilder();
    for (String column : columns) {
      if (!values.containsKey(column)) {
        throw new IllegalArgumentException("No value for the partition column '" + column + "'.");
      }
      if (path.length() > 0) {
        path.append('/');
      }
      String value = values.get(column);
      path.append(escape(column)).append('=');
      path.append(value == null || value.isEmpty() ? NULL_VALUE : escape(value));
    }
    return path.toString();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || ESCAPED.indexOf(c) >= 0) {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
