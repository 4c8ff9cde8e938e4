package io.retaillake.lakehouse;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.internal.FileStatistics;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** One Parquet file of a table, with what the Delta log says about it. A value, serializable. */
@AutoValue
public abstract class DataFile implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Path below the table's root with {@code /} between its parts, not percent-encoded. */
  public abstract String relativePath();

  public abstract long sizeBytes();

  /** When the file was written, milliseconds since 1970-01-01T00:00:00Z. */
  public abstract long modificationMillis();

  /** Value of each partition column as Delta writes it; null for a null partition. */
  public abstract Map<String, String> partitionValues();

  /** Rows in the file that are rows of the table. */
  public abstract long rowCount();

  /** Delta's statistics as JSON: numRecords, minValues, maxValues, nullCount. Empty if unknown. */
  public abstract String statistics();

  /** A description from its parts. */
  public static DataFile of(
      String relativePath,
      long sizeBytes,
      long modificationMillis,
      Map<String, String> partitionValues,
      long rowCount,
      String statistics) {
    return new AutoValue_DataFile(
        relativePath,
        sizeBytes,
        modificationMillis,
        Collections.unmodifiableMap(new TreeMap<>(partitionValues)),
        rowCount,
        statistics);
  }

  /**
   * Describes a finished local file from its footer, and forces it to disk, so that no commit names
   * bytes that a power cut could take.
   *
   * @param tableRoot the table's folder
   * @param relativePath the file's path below it
   * @param partitionValues one entry a partition column of the table
   * @throws LakehouseException READ_FAILED if the file is missing or no Parquet file
   */
  public static DataFile describe(
      TableDefinition definition,
      Path tableRoot,
      String relativePath,
      Map<String, String> partitionValues) {
    checkPartition(definition, relativePath, partitionValues);
    Path file = tableRoot.resolve(relativePath);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
      return describe(
          definition,
          new LocalInputFile(file),
          relativePath,
          Files.getLastModifiedTime(file).toMillis(),
          partitionValues);
    } catch (IOException e) {
      throw unreadable(definition, file.toString(), e);
    }
  }

  /**
   * Describes a finished file on any storage from its footer.
   *
   * @throws LakehouseException READ_FAILED if the file is missing or no Parquet file
   */
  public static DataFile describe(
      TableDefinition definition,
      InputFile file,
      String relativePath,
      long modificationMillis,
      Map<String, String> partitionValues) {
    checkPartition(definition, relativePath, partitionValues);
    try {
      FileStatistics statistics = FileStatistics.read(definition, file);
      return of(
          relativePath,
          file.getLength(),
          modificationMillis,
          partitionValues,
          statistics.rowCount(),
          statistics.json());
    } catch (IOException | RuntimeException e) {
      throw unreadable(definition, relativePath, e);
    }
  }

  private static void checkPartition(
      TableDefinition definition, String relativePath, Map<String, String> partitionValues) {
    if (!partitionValues.keySet().equals(Set.copyOf(definition.partitionColumns()))) {
      throw new IllegalArgumentException(
          "Partition values of " + relativePath + " must be for " + definition.partitionColumns());
    }
  }

  private static LakehouseException unreadable(
      TableDefinition definition, String file, Exception cause) {
    return new LakehouseException(
        LakehouseException.Problem.READ_FAILED,
        "The data file " + file + " of table '" + definition.name() + "' can't be described.",
        "Its footer could not be read: " + cause + ".",
        "Write the file again; nothing has been committed.",
        cause);
  }
}
