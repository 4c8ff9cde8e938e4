package io.retaillake.lakehouse;

import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.internal.flat.FlatSchema;

/** Whether a table's files can be rewritten, and in which schema. */
final class RowsOfFiles {
  private RowsOfFiles() {}

  /**
   * The schema of files that hold a table's rows.
   *
   * @throws LakehouseException UNSUPPORTED_TABLE if the table is not on a local disk, or has a
   *     column whose name our files can't have
   */
  static FlatSchema schema(DeltaTable table) {
    if (table.localRoot().isEmpty()) {
      throw unsupported(table, "Files are written to folders of a file system only", null);
    }
    try {
      return FlatSchema.of(table.definition());
    } catch (org.apache.avro.AvroRuntimeException e) {
      throw unsupported(table, e.getMessage(), e);
    }
  }

  static LakehouseException unsupported(DeltaTable table, String why, Exception cause) {
    return new LakehouseException(
        Problem.UNSUPPORTED_TABLE,
        "Files of table " + table.root() + " can't be rewritten here.",
        why + ".",
        "Use the engine that made the table.",
        cause);
  }
}
