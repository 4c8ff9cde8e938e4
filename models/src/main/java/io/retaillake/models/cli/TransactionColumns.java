package io.retaillake.models.cli;

import io.retaillake.models.evaluation.Purchase;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;

/** The columns {@code customer_id, date, value} of a table of purchases, each row checked. */
final class TransactionColumns {

  /** A day, or a time of it; with an offset, or in UTC. */
  private static final DateTimeFormatter DAY_OR_TIME =
      DateTimeFormatter.ofPattern(
              "[uuuu-MM-dd['T'][' '][HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS]]][XXX][X]][uuuuMMdd]")
          .withResolverStyle(ResolverStyle.STRICT);

  private TransactionColumns() {}

  /**
   * Takes the purchases from a table.
   *
   * @throws io.retaillake.models.ModelException naming the row and the column that is wrong
   */
  static List<Purchase> of(CsvTable table) {
    table.requireRows();
    String[] customers = table.texts("customer_id");
    String[] dates = table.texts("date");
    double[] values = table.numbers("value");
    List<Purchase> purchases = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (customers[i].isEmpty()) {
        throw table.badValue("customer_id", i, "is empty");
      }
      if (values[i] < 0) {
        throw table.badValue("value", i, "is " + values[i] + ": negative money");
      }
      purchases.add(new Purchase(customers[i], day(table, dates[i], i), values[i]));
    }
    return purchases;
  }

  private static LocalDate day(CsvTable table, String text, int row) {
    try {
      TemporalAccessor parsed =
          DAY_OR_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
      return parsed instanceof OffsetDateTime time
          ? time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()
          : LocalDate.from(parsed);
    } catch (DateTimeException e) {
      throw table.badValue(
          "date",
          row,
          "is no date: " + text + "; write it like 2024-09-30 or 2024-09-30T12:00:00Z");
    }
  }
}
