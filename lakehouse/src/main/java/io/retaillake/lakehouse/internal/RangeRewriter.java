package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.ParquetSettings;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Writes the rows of a file that lie behind an offset into a file of their own. */
public final class RangeRewriter {
  private final TableHandle table;

  public RangeRewriter(TableHandle table) {
    this.table = table;
  }

  /**
   * The file's rows with offsets greater than this one: the file itself if that is all of them, a
   * new file beside it, or none if there are no such rows.
   *
   * @throws LakehouseException READ_FAILED or WRITE_FAILED
   */
  public Optional<DataFile> rowsBehind(long offset, DataFile file) {
    String column = table.definition().offsetColumn().orElseThrow();
    OptionalLong least = StatisticsJson.least(file.statistics(), column);
    OptionalLong greatest = StatisticsJson.greatest(file.statistics(), column);
    if (greatest.isPresent() && greatest.getAsLong() <= offset) {
      return Optional.empty();
    }
    if (least.isPresent() && least.getAsLong() > offset) {
      return Optional.of(file);
    }
    String relativePath = beside(file.relativePath());
    try {
      copyRowsBehind(offset, column, file.relativePath(), relativePath);
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.WRITE_FAILED,
          "The rest of " + file.relativePath() + " could not be written for " + table.shown() + ".",
          "The storage reported: " + e + ".",
          "Check that the disk is not full and the file is readable, then run again.",
          e);
    } catch (RuntimeException e) {
      throw table.unreadable(e);
    }
    return Optional.of(describe(relativePath, file));
  }

  private void copyRowsBehind(long offset, String column, String from, String to)
      throws IOException {
    TableDefinition definition = table.definition();
    int offsetField = definition.fieldIndex(column);
    try (ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(input(from), new PlainParquetConfiguration())
                .withDataModel(rawModel())
                .build();
        ParquetWriter<GenericRecord> writer =
            ParquetSettings.writer(output(to), definition.fileSchema())) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        if ((Long) row.get(offsetField) > offset) {
          writer.write(row);
        }
      }
    }
  }

  private DataFile describe(String relativePath, DataFile like) {
    TableDefinition definition = table.definition();
    if (table.localFolder().isPresent()) {
      return DataFile.describe(
          definition, table.localFolder().get(), relativePath, like.partitionValues());
    }
    try {
      return DataFile.describe(
          definition,
          input(relativePath),
          relativePath,
          System.currentTimeMillis(),
          like.partitionValues());
    } catch (IOException e) {
      throw table.unreadable(e);
    }
  }

  /** Leaves values as they are in the file, since they go into another one unchanged. */
  private static GenericData rawModel() {
    return new GenericData();
  }

  private static String beside(String relativePath) {
    int folderEnd = relativePath.lastIndexOf('/') + 1;
    return relativePath.substring(0, folderEnd) + "rest-" + UUID.randomUUID() + ".parquet";
  }

  private InputFile input(String relativePath) throws IOException {
    Optional<Path> folder = table.localFolder();
    return folder.isPresent()
        ? new LocalInputFile(folder.get().resolve(relativePath))
        : HadoopInputFile.fromPath(remote(relativePath), new Configuration());
  }

  private OutputFile output(String relativePath) throws IOException {
    Optional<Path> folder = table.localFolder();
    return folder.isPresent()
        ? new LocalOutputFile(folder.get().resolve(relativePath))
        : HadoopOutputFile.fromPath(remote(relativePath), new Configuration());
  }

  private org.apache.hadoop.fs.Path remote(String relativePath) {
    return new org.apache.hadoop.fs.Path(table.kernelName() + "/" + relativePath);
  }
}
