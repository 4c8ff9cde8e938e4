package io.retaillake.lakehouse.internal.flat;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes rows of one partition into new files, a given number of rows each. */
public final class RollingFiles implements AutoCloseable {
  private final TableDefinition definition;
  private final FlatSchema schema;
  private final Path root;
  private final String prefix;
  private final Map<String, String> partitionValues;
  private final long rowsPerFile;
  private final List<String> paths = new ArrayList<>();
  private final List<DataFile> files = new ArrayList<>();
  private FlatFile open;
  private long rowsInOpen;
  private boolean finished;

  /**
   * Files under this root for these partition values.
   *
   * @param prefix how their names begin, to tell a person where they are from
   */
  public RollingFiles(
      TableDefinition definition,
      FlatSchema schema,
      Path root,
      String prefix,
      Map<String, String> partitionValues,
      long rowsPerFile) {
    this.definition = definition;
    this.schema = schema;
    this.root = root;
    this.prefix = prefix;
    this.partitionValues = partitionValues;
    this.rowsPerFile = rowsPerFile;
  }

  /** Writes a row. */
  public void write(FlatRow row) throws IOException {
    if (open == null) {
      begin();
    }
    open.write(row);
    rowsInOpen++;
    if (rowsInOpen == rowsPerFile) {
      end();
    }
  }

  /** Ends the last file; these are all of them. */
  public List<DataFile> finish() throws IOException {
    end();
    finished = true;
    return files;
  }

  private void begin() throws IOException {
    String directory = definition.partitionDirectory(partitionValues);
    String name = prefix + "-" + UUID.randomUUID() + ".parquet";
    String path = directory.isEmpty() ? name : directory + "/" + name;
    Files.createDirectories(root.resolve(path).getParent());
    open = FlatFile.create(root.resolve(path), schema);
    paths.add(path);
    rowsInOpen = 0;
  }

  private void end() throws IOException {
    if (open == null) {
      return;
    }
    open.close();
    open = null;
    files.add(DataFile.describe(definition, root, paths.get(paths.size() - 1), partitionValues));
  }

  /** Removes what was written if it was not finished. */
  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    if (open != null) {
      open.close();
    }
    for (String path : paths) {
      Files.deleteIfExists(root.resolve(path));
    }
  }
}
