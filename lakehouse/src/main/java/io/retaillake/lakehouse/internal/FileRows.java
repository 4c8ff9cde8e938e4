package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.internal.flat.FlatReader;
import io.retaillake.lakehouse.internal.flat.FlatRow;
import io.retaillake.lakehouse.internal.flat.FlatSchema;
import io.retaillake.lakehouse.internal.flat.RowConsumer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.io.api.Binary;

/**
 * Reads the rows of a snapshot's files as they are. Files that the platform wrote are read as plain
 * Parquet; those of other engines, which may have other physical types, fewer columns or deletion
 * vectors, are read by Kernel.
 */
public final class FileRows {
  private final TableHandle table;
  private final Snapshot snapshot;
  private final FlatSchema schema;

  FileRows(TableHandle table, Snapshot snapshot, FlatSchema schema) {
    this.table = table;
    this.snapshot = snapshot;
    this.schema = schema;
  }

  /** Visits all rows of these files, with all columns; how many there were. */
  public long read(List<ActiveFile> files, RowConsumer consumer) throws IOException {
    return read(files, schema, consumer);
  }

  /** Visits all rows of these files, with these columns of the files; how many there were. */
  public long read(List<ActiveFile> files, List<String> columns, RowConsumer consumer)
      throws IOException {
    return read(files, schema.project(columns), consumer);
  }

  private long read(List<ActiveFile> files, FlatSchema columns, RowConsumer consumer)
      throws IOException {
    long[] rows = {0};
    Set<String> others = new HashSet<>();
    for (ActiveFile file : files) {
      Path path = path(file);
      if (file.deletionVector().isEmpty() && FlatReader.canRead(path, schema)) {
        try (FlatReader reader = FlatReader.open(path, columns)) {
          for (FlatRow row = reader.read(); row != null; row = reader.read()) {
            consumer.accept(row);
            rows[0]++;
          }
        }
      } else {
        others.add(file.file().relativePath());
      }
    }
    if (!others.isEmpty()) {
      rows[0] += readByKernel(others, columns, consumer);
    }
    return rows[0];
  }

  private long readByKernel(Set<String> paths, FlatSchema columns, RowConsumer consumer)
      throws IOException {
    long[] rows = {0};
    FlatRow row = new FlatRow(columns);
    List<String> names = columns.names();
    TableDefinition definition = table.definition();
    ColumnType[] types =
        names.stream().map(name -> definition.column(name).type()).toArray(ColumnType[]::new);
    try {
      new TableScanner(table, snapshot, names, RowFilter.all())
          .scan(
              file -> paths.contains(file.relativePath()),
              view -> {
                fill(row, view, types);
                try {
                  consumer.accept(row);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                rows[0]++;
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return rows[0];
  }

  private static void fill(FlatRow row, RowView view, ColumnType[] types) {
    row.clear();
    for (int i = 0; i < types.length; i++) {
      if (view.isNull(i)) {
        continue;
      }
      switch (types[i]) {
        case LONG, TIMESTAMP -> row.setNumber(i, view.getLong(i));
        case INT, DATE -> row.setNumber(i, view.getInt(i));
        case BOOLEAN -> row.setNumber(i, view.getBoolean(i) ? 1 : 0);
        case DOUBLE -> row.setNumber(i, Double.doubleToRawLongBits(view.getDouble(i)));
        case STRING -> row.setBytes(i, Binary.fromString(view.getString(i)));
        case DECIMAL -> row.setDecimal(i, view.getDecimal(i));
        case BINARY -> row.setBytes(i, Binary.fromConstantByteArray(view.getBinary(i)));
      }
    }
  }

  private Path path(ActiveFile file) {
    return table.localFolder().orElseThrow().resolve(file.file().relativePath());
  }
}
