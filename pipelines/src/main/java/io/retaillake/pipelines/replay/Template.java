package io.retaillake.pipelines.replay;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How a field of the event is made from a row: text in which {@code {column}} stands for a cell,
 * {@code {column|text}} for a cell or, where that is blank, the text, and {@code {#}} for the row's
 * number. A blank cell without such a default makes the whole field null.
 *
 * <p>A template belongs to the columns of one file, as it was told when it was made.
 */
final class Template {

  private static final Pattern PLACE = Pattern.compile("\\{([^{}|]*)(?:\\|([^{}]*))?}");
  private static final String ROW_NUMBER = "#";
  private static final int LITERAL = -1;
  private static final int NUMBER = -2;

  /** A piece of the text: a literal, the row's number, or a column with what to say if blank. */
  private record Part(int column, @Nullable String text) {}

  private final List<Part> parts;

  private Template(List<Part> parts) {
    this.parts = parts;
  }

  /**
   * Reads a template for a file with these columns.
   *
   * @throws UserError if it names a column that the file does not have
   */
  static Template parse(String field, String text, List<String> columns) {
    List<Part> parts = new ArrayList<>();
    Matcher place = PLACE.matcher(text);
    int done = 0;
    while (place.find()) {
      if (place.start() > done) {
        parts.add(new Part(LITERAL, text.substring(done, place.start())));
      }
      parts.add(part(field, place.group(1).strip(), place.group(2), columns));
      done = place.end();
    }
    if (done < text.length()) {
      parts.add(new Part(LITERAL, text.substring(done)));
    }
    return new Template(List.copyOf(parts));
  }

  private static Part part(
      String field, String name, @Nullable String fallback, List<String> columns) {
    if (name.equals(ROW_NUMBER)) {
      return new Part(NUMBER, null);
    }
    int column = columns.indexOf(name);
    if (column < 0) {
      throw new UserError(
          ExitCode.USAGE,
          "the file has no column '" + name + "', which the mapping wants for " + field,
          "its columns are " + String.join(", ", columns),
          "Correct the mapping, or use another file");
    }
    return new Part(column, fallback);
  }

  /** The cell itself, where the template is nothing but a column; else the text. */
  @Nullable Object value(@Nullable Object[] row, long rowNumber) {
    if (parts.size() != 1 || parts.get(0).column() < 0) {
      return text(row, rowNumber);
    }
    Part only = parts.get(0);
    Object cell = row[only.column()];
    return isBlank(cell) ? only.text() : cell;
  }

  /** The field as text, null if a cell it needs is blank. */
  @Nullable String text(@Nullable Object[] row, long rowNumber) {
    if (parts.size() == 1) {
      return partText(parts.get(0), row, rowNumber);
    }
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      String piece = partText(part, row, rowNumber);
      if (piece == null) {
        return null;
      }
      text.append(piece);
    }
    return text.length() == 0 ? null : text.toString();
  }

  private static @Nullable String partText(Part part, @Nullable Object[] row, long rowNumber) {
    if (part.column() == LITERAL) {
      return part.text();
    }
    if (part.column() == NUMBER) {
      return Long.toString(rowNumber);
    }
    Object cell = row[part.column()];
    return isBlank(cell) ? part.text() : Cells.text(cell);
  }

  private static boolean isBlank(@Nullable Object cell) {
    return cell == null || cell instanceof String text && text.isBlank();
  }
}
