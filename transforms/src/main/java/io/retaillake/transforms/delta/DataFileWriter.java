package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.ParquetSettings;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/**
 * Writes the rows of one batch into Parquet files under a table's folder, one for each combination
 * of partition values, and describes them. The files are no part of the table until a commit names
 * them. For one batch; not thread-safe.
 */
final class DataFileWriter implements RowMapper.RowSink {

  private final TableDefinition table;
  private final Schema schema;
  private final Path root;
  private final String name;
  private final Map<List<String>, OpenFile> open = new LinkedHashMap<>();

  /** A writer whose files' names begin so, to tell a person where they are from. */
  DataFileWriter(TableDefinition table, Path root, String namePrefix) {
    this.table = table;
    this.schema = table.fileSchema();
    this.root = root;
    this.name = namePrefix + "-" + UUID.randomUUID() + ".parquet";
  }

  @Override
  public void write(GenericRecord row, List<String> partitionValues) {
    try {
      OpenFile file = open.get(partitionValues);
      if (file == null) {
        file = new OpenFile(List.copyOf(partitionValues));
        open.put(file.partitionValues, file);
      }
      file.sink.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all files and describes them. */
  List<DataFile> close() throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (OpenFile file : open.values()) {
      file.sink.flush();
      file.channel.close();
      files.add(DataFile.describe(table, root, file.relativePath, file.valuesByColumn()));
    }
    return files;
  }

  private final class OpenFile {
    private final List<String> partitionValues;
    private final String relativePath;
    private final WritableByteChannel channel;
    private final ParquetIO.Sink sink;

    OpenFile(List<String> partitionValues) throws IOException {
      this.partitionValues = partitionValues;
      String directory = table.partitionDirectory(valuesByColumn());
      this.relativePath = directory.isEmpty() ? name : directory + "/" + name;
      Path file = root.resolve(relativePath);
      Files.createDirectories(file.getParent());
      this.channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      this.sink =
          ParquetIO.sink(schema)
              .withCompressionCodec(ParquetSettings.CODEC)
              .withRowGroupSize(ParquetSettings.ROW_GROUP_BYTES);
      sink.open(channel);
    }

    Map<String, String> valuesByColumn() {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < partitionValues.size(); i++) {
        values.put(table.partitionColumns().get(i), partitionValues.get(i));
      }
      return values;
    }
  }
}
