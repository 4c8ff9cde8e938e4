package io.retaillake.dashboard.lake;

import com.google.common.base.Splitter;
import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The page's SQL, by the names of its files. */
final class Scripts {

  private static final Splitter STATEMENTS = Splitter.on(";\n").trimResults().omitEmptyStrings();

  private Scripts() {}

  static String text(String name) {
    try {
      return Resources.toString(
          Resources.getResource(Scripts.class, "/page/sql/" + name + ".sql"),
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements of a file, each ended by a semicolon at the end of its line. */
  static List<String> statements(String name) {
    return STATEMENTS.splitToList(text(name) + "\n");
  }
}
