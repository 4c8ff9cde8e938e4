package io.retaillake.models.cli;

import io.retaillake.models.value.PurchaseHistory;
import java.util.Optional;

/**
 * The columns {@code frequency, recency, T} and, if it is there, {@code monetary_value} of a table
 * of customers, each row checked.
 *
 * @param meanValue NaN where the file says nothing of a customer without repeat purchases, and
 *     everywhere if there is no such column
 * @param hasValue whether there is such a column
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of many numbers; never compared.
record SummaryColumns(
    double[] frequency, double[] recency, double[] age, double[] meanValue, boolean hasValue) {

  private static final String VALUE = "monetary_value";

  /**
   * Takes the columns from a table.
   *
   * @throws io.retaillake.models.ModelException naming the row and the column that is wrong
   */
  static SummaryColumns of(CsvTable table) {
    table.requireRows();
    double[] frequency = table.numbers("frequency");
    double[] recency = table.numbers("recency");
    double[] age = table.numbers("T");
    boolean hasValue = table.has(VALUE);
    double[] value = hasValue ? table.numbersOrEmpty(VALUE) : unknown(table.size());
    for (int i = 0; i < frequency.length; i++) {
      Optional<PurchaseHistory.Flaw> flaw = PurchaseHistory.flaw(frequency[i], recency[i], age[i]);
      if (flaw.isPresent()) {
        throw table.badValue(flaw.get().column(), i, flaw.get().why());
      }
      if (value[i] < 0) {
        throw table.badValue(VALUE, i, "is " + value[i] + ": negative money");
      }
      if (hasValue && frequency[i] > 0 && Double.isNaN(value[i])) {
        throw table.badValue(VALUE, i, "is empty although frequency is " + frequency[i]);
      }
    }
    return new SummaryColumns(frequency, recency, age, value, hasValue);
  }

  private static double[] unknown(int rows) {
    double[] unknown = new double[rows];
    java.util.Arrays.fill(unknown, Double.NaN);
    return unknown;
  }
}
