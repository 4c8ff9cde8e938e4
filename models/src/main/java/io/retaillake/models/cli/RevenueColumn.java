package io.retaillake.models.cli;

import io.retaillake.models.ModelException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the one column of a file that holds revenue. */
final class RevenueColumn {

  private static final String USUAL = "revenue";

  private RevenueColumn() {}

  /**
   * Each row's revenue.
   *
   * @param given the column's name, or null for {@code revenue} or else the only column
   * @throws ModelException BAD_DATA if there is no such column or no row, or a value is no number
   *     or negative
   */
  static double[] read(Path file, String given) throws IOException {
    CsvTable table = CsvTable.read(file);
    table.requireRows();
    String column = given == null ? column(table) : given;
    double[] revenue = table.numbers(column);
    for (int row = 0; row < revenue.length; row++) {
      if (revenue[row] < 0) {
        throw table.badValue(column, row, "is negative: " + revenue[row]);
      }
    }
    return revenue;
  }

  private static String column(CsvTable table) {
    return !table.has(USUAL) && table.columns().size() == 1 ? table.columns().get(0) : USUAL;
  }
}
