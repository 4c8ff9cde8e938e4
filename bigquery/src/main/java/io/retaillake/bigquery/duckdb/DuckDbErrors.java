package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.WarehouseException.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one table from DuckDB's errors to what a user can do about them. */
final class DuckDbErrors {

  private static final Pattern MISSING_TABLE =
      Pattern.compile("Table with name \"?([\\w.]+)\"? does not exist");

  private DuckDbErrors() {}

  /** True if another process, or this one with other settings, has the file open. */
  static boolean isBusy(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Could not set lock on file")
        || message.contains("different configuration");
  }

  static WarehouseException busy(Path file, Duration waited, SQLException cause) {
    return new WarehouseException(
        Problem.BUSY,
        "The warehouse " + file + " is in use.",
        "Another process has had it open for the "
            + waited.toSeconds()
            + " s that were waited: "
            + firstLine(cause)
            + ".",
        "End that process or wait for it, or give another file.",
        cause);
  }

  static WarehouseException missing(Path file) {
    return new WarehouseException(
        Problem.UNREACHABLE,
        "There is no warehouse at " + file + ".",
        "The file does not exist.",
        "Publish to it first (PublishWarehouse), or check the path.");
  }

  static WarehouseException notOpened(Path file, SQLException cause) {
    return new WarehouseException(
        Problem.UNREACHABLE,
        "The warehouse " + file + " can't be opened.",
        firstLine(cause) + ".",
        "Check that it is a file that DuckDB made and may be read and written, or give another.",
        cause);
  }

  static WarehouseException timeout(String what, Duration timeout, SQLException cause) {
    return new WarehouseException(
        Problem.TIMEOUT,
        "'" + what + "' was stopped.",
        "It did not end within " + timeout.toMillis() + " ms.",
        "Allow it more time, or ask for less.",
        cause);
  }

  static WarehouseException of(String what, SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    Matcher missing = MISSING_TABLE.matcher(message);
    if (missing.find()) {
      return new WarehouseException(
          Problem.TABLE_MISSING,
          "'" + what + "' can't run.",
          "The warehouse has no table " + missing.group(1) + ".",
          "Run the job that makes it, then publish (PublishWarehouse).",
          cause);
    }
    if (message.contains("No files found") || message.contains("No such file or directory")) {
      return stale(what, firstLine(cause), cause);
    }
    if (List.of("Parser Error", "Binder Error", "Catalog Error", "Conversion Error").stream()
        .anyMatch(message::contains)) {
      return new WarehouseException(
          Problem.WRONG_STATEMENT,
          "'" + what + "' is wrong.",
          firstLine(cause) + ".",
          "Correct the statement or its parameters.",
          cause);
    }
    return new WarehouseException(
        Problem.FAILED,
        "'" + what + "' failed.",
        firstLine(cause) + ".",
        "See what DuckDB says; memory and disk are the usual causes.",
        cause);
  }

  static WarehouseException stale(String what, String why, Throwable cause) {
    return new WarehouseException(
        Problem.STALE,
        "'" + what + "' can't read the published version.",
        why + ".",
        "Publish again (PublishWarehouse): the lakehouse was replaced or vacuumed since.",
        cause);
  }

  /** DuckDB's sentence; where it has a general one before the one that tells, the latter. */
  private static String firstLine(SQLException failure) {
    List<String> lines = String.valueOf(failure.getMessage()).lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith("Error: "))
        .map(line -> line.substring("Error: ".length()))
        .findFirst()
        .orElse(lines.isEmpty() ? "" : lines.get(0));
  }
}
