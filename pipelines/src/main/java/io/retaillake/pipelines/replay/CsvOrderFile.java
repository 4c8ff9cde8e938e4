package io.retaillake.pipelines.replay;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A CSV file (RFC 4180) whose first line names the columns. Every cell is text. */
final class CsvOrderFile implements OrderFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> columns;
  private final @Nullable Object[] row;
  private long rowNumber;

  private CsvOrderFile(Path file, CSVParser parser) {
    this.file = file;
    this.parser = parser;
    this.records = parser.iterator();
    if (!records.hasNext()) {
      throw new UserError(
          ExitCode.USAGE,
          file + " is empty",
          "the first line of a CSV file must name its columns",
          "Correct --input, or add a line with the names");
    }
    this.columns =
        records.next().stream().map(name -> name.replace(BYTE_ORDER_MARK, "").strip()).toList();
    this.row = new Object[columns.size()];
  }

  static CsvOrderFile open(Path file, CsvSettings settings) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(settings.delimiter())
            .setIgnoreEmptyLines(true)
            .build();
    BufferedReader reader = Files.newBufferedReader(file, settings.charset());
    return new CsvOrderFile(file, format.parse(reader));
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.empty();
  }

  @Override
  public @Nullable Object @Nullable [] nextRow() throws IOException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CSVRecord record = records.next();
      rowNumber++;
      for (int i = 0; i < row.length; i++) {
        row[i] = i < record.size() ? record.get(i) : null;
      }
      return row;
    } catch (UncheckedIOException | IllegalStateException e) {
      throw new UserError(
          ExitCode.IO,
          file + " can't be read after row " + rowNumber,
          String.valueOf(e.getMessage()),
          "Correct the file there, or csv.delimiter and csv.charset in the mapping",
          e);
    }
  }

  @Override
  public long rowNumber() {
    return rowNumber;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
