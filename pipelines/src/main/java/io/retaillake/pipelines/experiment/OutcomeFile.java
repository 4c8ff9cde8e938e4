package io.retaillake.pipelines.experiment;

import io.retaillake.models.experiment.Arm;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Outcomes that were measured: a CSV with the columns {@code user_id} and {@code revenue}, a row an
 * order. A customer who is not in it bought nothing.
 */
final class OutcomeFile implements Outcomes {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).build();

  private final Path file;
  private final Map<String, BigDecimal> revenue;

  private OutcomeFile(Path file, Map<String, BigDecimal> revenue) {
    this.file = file;
    this.revenue = revenue;
  }

  /**
   * Reads the file.
   *
   * @throws UserError with {@link ExitCode#DATA} if a column is missing or an amount is none
   */
  static OutcomeFile read(Path file) throws IOException {
    Map<String, BigDecimal> revenue = new HashMap<>();
    try (Reader reader = Files.newBufferedReader(file);
        CSVParser rows = FORMAT.parse(reader)) {
      for (String column : new String[] {"user_id", "revenue"}) {
        if (!rows.getHeaderNames().contains(column)) {
          throw wrong(file, "the column '" + column + "' is missing");
        }
      }
      for (CSVRecord row : rows) {
        if (!row.isConsistent()) {
          throw wrong(file, "row " + row.getRecordNumber() + " has another number of columns");
        }
        revenue.merge(
            row.get("user_id"),
            amount(file, row.getRecordNumber(), row.get("revenue")),
            BigDecimal::add);
      }
    }
    return new OutcomeFile(file, revenue);
  }

  @Override
  public BigDecimal revenue(String customer, Arm arm) {
    return revenue.getOrDefault(customer, BigDecimal.ZERO.setScale(2));
  }

  @Override
  public String shown(Participants participants) {
    long inExperiment =
        participants.all().stream().filter(one -> revenue.containsKey(one.customer())).count();
    long others = revenue.size() - inExperiment;
    return String.format(
        Locale.ROOT,
        "measured, from %s%s",
        file.getFileName(),
        others == 0 ? "" : String.format(Locale.ROOT, ", less %,d who are in no group", others));
  }

  private static BigDecimal amount(Path file, long row, String text) {
    try {
      BigDecimal amount = new BigDecimal(text.trim()).setScale(2, RoundingMode.HALF_UP);
      if (amount.signum() >= 0) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // Said below, with its row.
    }
    throw wrong(file, "in row " + row + " the column 'revenue' is no amount: " + text);
  }

  private static UserError wrong(Path file, String why) {
    return new UserError(
        ExitCode.DATA,
        "the outcomes can't be used: " + file,
        why,
        "Give a CSV with the columns user_id and revenue, amounts not negative");
  }
}
