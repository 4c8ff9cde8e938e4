package io.retaillake.pipelines.replay;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A Parquet file with plain columns; nested ones are left out. */
final class ParquetOrderFile implements OrderFile {

  private final Path file;
  private final List<String> columns;
  private final long rowCount;
  private final ParquetReader<@Nullable Object[]> reader;
  private long rowNumber;

  private ParquetOrderFile(
      Path file, MessageType schema, long rowCount, ParquetReader<@Nullable Object[]> reader) {
    this.file = file;
    this.columns = schema.getFields().stream().map(Type::getName).toList();
    this.rowCount = rowCount;
    this.reader = reader;
  }

  static ParquetOrderFile open(Path file) throws IOException {
    InputFile input = new LocalInputFile(file);
    try (ParquetFileReader footer = ParquetFileReader.open(input)) {
      MessageType plain = ParquetRows.plainColumns(footer.getFileMetaData().getSchema());
      return new ParquetOrderFile(file, plain, footer.getRecordCount(), rows(input));
    } catch (RuntimeException e) {
      throw unreadable(file, "its footer can't be read: " + e.getMessage(), e);
    }
  }

  private static ParquetReader<@Nullable Object[]> rows(InputFile input) throws IOException {
    return new ParquetReader.Builder<@Nullable Object[]>(input) {
      @Override
      protected ReadSupport<@Nullable Object[]> getReadSupport() {
        return new ParquetRows();
      }
    }.build();
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public OptionalLong rowCount() {
    return OptionalLong.of(rowCount);
  }

  @Override
  public @Nullable Object @Nullable [] nextRow() throws IOException {
    try {
      @Nullable Object[] row = reader.read();
      if (row != null) {
        rowNumber++;
      }
      return row;
    } catch (RuntimeException e) {
      throw unreadable(file, "it breaks off after row " + rowNumber + ": " + e.getMessage(), e);
    }
  }

  @Override
  public long rowNumber() {
    return rowNumber;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static UserError unreadable(Path file, String why, RuntimeException cause) {
    return new UserError(
        ExitCode.IO,
        file + " can't be read as Parquet",
        why,
        "Check that the file is whole, or write it anew",
        cause);
  }
}
