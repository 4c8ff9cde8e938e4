package io.retaillake.pipelines.replay;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A file of rows with named columns, read from its first row to its last with flat memory.
 *
 * <p>A cell is null, or a String, Boolean, Integer, Long, Double, BigDecimal, LocalDate, Instant,
 * or LocalDateTime (a time without a zone).
 */
interface OrderFile extends AutoCloseable {

  /** The columns by name, in the file's order: a row has a cell for each, at the same place. */
  List<String> columns();

  /** How many rows there are, when the file says so. */
  OptionalLong rowCount();

  /** The next row, valid until the next call; null after the last. */
  @Nullable Object @Nullable [] nextRow() throws IOException;

  /** Which row was returned last, from 1 on. */
  long rowNumber();

  @Override
  void close() throws IOException;

  /**
   * Opens a file by the ending of its name.
   *
   * @throws UserError if it is not there, or neither {@code .csv} nor {@code .parquet}
   */
  static OrderFile open(Path file, CsvSettings csv) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError(
          ExitCode.IO,
          "there is no file " + file,
          "nothing is there, or it is a folder",
          "Correct --input");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return ParquetOrderFile.open(file);
    }
    if (name.endsWith(".csv") || name.endsWith(".tsv") || name.endsWith(".txt")) {
      return CsvOrderFile.open(file, csv);
    }
    throw new UserError(
        ExitCode.USAGE,
        "what is in " + file + " can't be told from its name",
        "names that end in .csv, .tsv, .txt and .parquet are known",
        "Rename the file, or convert it to CSV or Parquet");
  }
}
