package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a table again with columns added, rows in their order, numbers with full precision. */
final class CsvOutput {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').build();

  private CsvOutput() {}

  /**
   * Refuses columns that are there already.
   *
   * @throws ModelException naming the column
   */
  static void requireNew(CsvTable table, List<String> added) {
    for (String column : added) {
      if (table.has(column)) {
        throw ModelException.badData(
            "the input already has a column '" + column + "'",
            "the output adds one of that name, and all columns of the input are kept",
            "Rename or remove the column");
      }
    }
  }

  /** Writes the table with the added columns; {@code values} gives them for a row. */
  static void write(Writer writer, CsvTable table, List<String> added, IntFunction<String[]> values)
      throws IOException {
    CSVPrinter printer = new CSVPrinter(writer, FORMAT);
    printer.printRecord(
        concat(table.columns().toArray(new String[0]), added.toArray(new String[0])));
    for (int i = 0; i < table.size(); i++) {
      printer.printRecord(concat(table.row(i), values.apply(i)));
    }
    printer.flush();
  }

  /** A number in the fewest digits that give it back; empty if there is none. */
  static String text(double number) {
    return Double.isNaN(number) ? "" : Double.toString(number);
  }

  private static Object[] concat(String[] left, String[] right) {
    Object[] all = Arrays.copyOf(left, left.length + right.length, Object[].class);
    System.arraycopy(right, 0, all, left.length, right.length);
    return all;
  }
}
