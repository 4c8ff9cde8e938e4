package io.retaillake.lakehouse;

import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.flat.FlatFile;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes rows into new Parquet files under a table's folder, one for each combination of partition
 * values. The files are no part of the table until a commit names them; vacuum removes those that
 * none ever names. Local tables only. Not safe for use by several threads.
 *
 * <pre>{@code
 * try (DataFileSink sink = new DataFileSink(table, "clv")) {
 *   sink.write(row, List.of());
 *   new TableReplacer(table).replace(sink.finish());
 * }
 * }</pre>
 */
public final class DataFileSink implements AutoCloseable {

  /** A Parquet file that is being written. */
  public interface RowFile {

    void write(GenericRecord row) throws IOException;

    /** Ends the file; it is complete on disk afterwards. */
    void close() throws IOException;
  }

  /** Begins Parquet files. */
  @FunctionalInterface
  public interface RowFileFactory {

    /**
     * Begins a file that is not there yet.
     *
     * @param schema of its rows
     */
    RowFile begin(Path file, Schema schema) throws IOException;
  }

  private final TableDefinition definition;
  private final Schema schema;
  private final Path root;
  private final String name;
  private final RowFileFactory factory;
  private final Map<List<String>, OpenFile> open = new LinkedHashMap<>();

  /**
   * A sink whose files' names begin so, to tell a person where they are from. Rows must not change
   * before it is finished.
   *
   * @throws IllegalArgumentException if the table is not on a local disk
   */
  public DataFileSink(DeltaTable table, String namePrefix) {
    this(table, namePrefix, flatFiles(table));
  }

  /**
   * A sink with files by another writer.
   *
   * @throws IllegalArgumentException if the table is not on a local disk
   */
  public DataFileSink(DeltaTable table, String namePrefix, RowFileFactory factory) {
    this.definition = table.definition();
    this.schema = definition.fileSchema();
    this.root =
        table
            .localRoot()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Data files can't be written to "
                            + table.root()
                            + ": only folders of a file system are supported so far. Mount the"
                            + " storage and give the path of the folder."));
    this.name = namePrefix + "-" + UUID.randomUUID() + ".parquet";
    this.factory = factory;
  }

  private static RowFileFactory flatFiles(DeltaTable table) {
    FlatSchema schema = FlatSchema.of(table.definition());
    return (file, avro) -> FlatFile.create(file, schema);
  }

  /**
   * Writes a row of the table's {@linkplain TableDefinition#fileSchema() file schema}.
   *
   * @param partitionValues of the partition columns in their order, as Delta writes them
   * @throws LakehouseException WRITE_FAILED
   */
  public void write(GenericRecord row, List<String> partitionValues) {
    try {
      OpenFile file = open.get(partitionValues);
      if (file == null) {
        file = new OpenFile(new ArrayList<>(partitionValues));
        open.put(file.partitionValues, file);
      }
      file.writer.write(row);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Ends all files and describes them.
   *
   * @throws LakehouseException WRITE_FAILED
   */
  public List<DataFile> finish() {
    List<DataFile> files = new ArrayList<>();
    for (OpenFile file : open.values()) {
      try {
        file.writer.close();
      } catch (IOException e) {
        throw failed(e);
      }
      files.add(
          DataFile.describe(
              definition, root, file.relativePath, valuesByColumn(file.partitionValues)));
    }
    open.clear();
    return files;
  }

  /** Removes files that were begun and not finished. */
  @Override
  public void close() {
    for (OpenFile file : open.values()) {
      try {
        file.writer.close();
        Files.deleteIfExists(root.resolve(file.relativePath));
      } catch (IOException e) {
        throw failed(e);
      }
    }
    open.clear();
  }

  private Map<String, String> valuesByColumn(List<String> partitionValues) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < definition.partitionColumns().size(); i++) {
      values.put(definition.partitionColumns().get(i), partitionValues.get(i));
    }
    return values;
  }

  private LakehouseException failed(IOException e) {
    return new LakehouseException(
        Problem.WRITE_FAILED,
        "A data file of table '" + definition.name() + "' could not be written.",
        "The storage reported: " + e + ".",
        "Check that the disk is not full and the path is writable, then run again.",
        e);
  }

  private final class OpenFile {
    private final List<String> partitionValues;
    private final String relativePath;
    private final RowFile writer;

    OpenFile(List<String> partitionValues) throws IOException {
      this.partitionValues = partitionValues;
      String directory = definition.partitionDirectory(valuesByColumn(partitionValues));
      this.relativePath = directory.isEmpty() ? name : directory + "/" + name;
      Path file = root.resolve(relativePath);
      Files.createDirectories(file.getParent());
      this.writer = factory.begin(file, schema);
    }
  }
}
