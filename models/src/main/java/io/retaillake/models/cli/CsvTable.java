package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header, in memory: UTF-8, commas, quotes where needed (RFC 4180). Rows are
 * counted from 1, without the header. Columns keep their text as it was, so that they can be
 * written again.
 */
final class CsvTable {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).build();
  private static final int BYTE_ORDER_MARK = '\uFEFF';

  private final Path path;
  private final List<String> columns;
  private final List<String[]> rows;

  private CsvTable(Path path, List<String> columns, List<String[]> rows) {
    this.path = path;
    this.columns = columns;
    this.rows = rows;
  }

  /**
   * Reads a file.
   *
   * @throws ModelException if it is empty or not a table, naming the row
   */
  static CsvTable read(Path path) throws IOException {
    try (PushbackReader reader = withoutMark(path);
        CSVParser parser = FORMAT.parse(reader)) {
      List<String> columns = null;
      List<String[]> rows = new ArrayList<>();
      for (CSVRecord record : parser) {
        if (columns == null) {
          columns = header(path, record);
        } else if (record.size() != columns.size()) {
          throw badData(
              path,
              "row %d has %d columns, and the header %d"
                  .formatted(rows.size() + 1, record.size(), columns.size()),
              "Give every row a value for each column of the header");
        } else {
          rows.add(record.values());
        }
      }
      if (columns == null) {
        throw badData(path, "the file is empty", "Give a file with a header and rows");
      }
      return new CsvTable(path, columns, rows);
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof CharacterCodingException
          ? notUtf8(path)
          : badData(path, "it is no CSV: " + e.getCause().getMessage(), "Correct the file");
    } catch (CharacterCodingException e) {
      throw notUtf8(path);
    }
  }

  private static PushbackReader withoutMark(Path path) throws IOException {
    Reader file = Files.newBufferedReader(path, StandardCharsets.UTF_8);
    PushbackReader reader = new PushbackReader(file);
    int first = reader.read();
    if (first != BYTE_ORDER_MARK && first != -1) {
      reader.unread(first);
    }
    return reader;
  }

  private static ModelException notUtf8(Path path) {
    return badData(path, "its text is not UTF-8", "Save it as UTF-8");
  }

  private static List<String> header(Path path, CSVRecord record) {
    List<String> columns = record.stream().map(String::trim).toList();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw badData(
            path,
            "its header has the column '" + column + "' twice",
            "Give every column a name of its own");
      }
    }
    return columns;
  }

  int size() {
    return rows.size();
  }

  List<String> columns() {
    return columns;
  }

  boolean has(String column) {
    return columns.contains(column);
  }

  String[] row(int index) {
    return rows.get(index);
  }

  /**
   * The text of a column.
   *
   * @throws ModelException if there is no such column
   */
  String[] texts(String column) {
    int index = index(column);
    return rows.stream().map(row -> row[index].trim()).toArray(String[]::new);
  }

  /**
   * The numbers of a column.
   *
   * @throws ModelException if there is no such column, or a value is no finite number
   */
  double[] numbers(String column) {
    return numbers(column, false);
  }

  /** As {@link #numbers(String)}, but NaN where the value is empty. */
  double[] numbersOrEmpty(String column) {
    return numbers(column, true);
  }

  private double[] numbers(String column, boolean mayBeEmpty) {
    int index = index(column);
    double[] numbers = new double[rows.size()];
    for (int i = 0; i < numbers.length; i++) {
      String text = rows.get(i)[index].trim();
      numbers[i] = mayBeEmpty && text.isEmpty() ? Double.NaN : number(column, i, text);
    }
    return numbers;
  }

  private double number(String column, int row, String text) {
    if (text.isEmpty()) {
      throw badValue(column, row, "is empty, not a number");
    }
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw badValue(column, row, "is not a number: " + text);
    }
    // Java would also read 1d, 1f and hexadecimal.
    char last = text.charAt(text.length() - 1);
    if (!Double.isFinite(number) || !(Character.isDigit(last) || last == '.')) {
      throw badValue(column, row, "is not a finite number: " + text);
    }
    return number;
  }

  private int index(String column) {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw badData(
          path,
          "the column '" + column + "' is missing; there are " + String.join(", ", columns),
          "Name the column so in the header");
    }
    return index;
  }

  /** The error for one value: what is wrong with it, after its column's name. */
  ModelException badValue(String column, int row, String why) {
    return badData(
        path,
        "in row %d the column '%s' %s".formatted(row + 1, column, why),
        "Correct the value or leave the row out; rows are counted from 1 after the header");
  }

  /** The error for a file that has a header only. */
  void requireRows() {
    if (rows.isEmpty()) {
      throw badData(path, "it has a header and no rows", "Give at least some rows");
    }
  }

  private static ModelException badData(Path path, String why, String whatToDo) {
    return ModelException.badData("the file can't be used: " + path, why, whatToDo);
  }
}
