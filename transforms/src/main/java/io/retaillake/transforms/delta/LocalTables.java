package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DeltaTable;
import java.nio.file.Path;

/** Where data files are written. */
final class LocalTables {

  private LocalTables() {}

  /** The table's folder, which has to be on a file system that every worker sees. */
  static Path folder(DeltaTable table) {
    return table
        .localRoot()
        .orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "Data files can't be written to "
                        + table.root()
                        + ": only folders of a file system are supported so far. Mount the storage"
                        + " and give the path of the folder."));
  }
}
