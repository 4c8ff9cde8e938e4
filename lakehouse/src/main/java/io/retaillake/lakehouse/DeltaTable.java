package io.retaillake.lakehouse;

import io.retaillake.lakehouse.internal.SnapshotReader;
import io.retaillake.lakehouse.internal.TableCreator;
import io.retaillake.lakehouse.internal.TableDiscovery;
import io.retaillake.lakehouse.internal.TableHandle;
import io.retaillake.lakehouse.internal.TableLocation;
import io.retaillake.lakehouse.internal.TableLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A Delta table in a lakehouse, which is a folder with one folder a table. Safe for use by several
 * threads. Not serializable: workers open it by lakehouse and definition, which are.
 */
public final class DeltaTable {
  private final TableHandle handle;

  private DeltaTable(TableHandle handle) {
    this.handle = handle;
  }

  /**
   * Opens the table, or creates it with this definition if it is not there. Of several creators at
   * once one wins, and the others open what it made.
   *
   * @param lakehouse a path, taken as it is, or a URI
   * @throws LakehouseException NOT_WRITABLE, NOT_A_TABLE, SCHEMA_DIFFERS, UNSUPPORTED_TABLE or
   *     READ_FAILED; what is there is left as it is
   */
  public static DeltaTable openOrCreate(String lakehouse, TableDefinition definition) {
    TableHandle handle = handle(lakehouse, definition);
    TableCreator.openOrCreate(handle);
    return new DeltaTable(handle);
  }

  /**
   * Opens the table if it is there.
   *
   * @throws LakehouseException NOT_A_TABLE, SCHEMA_DIFFERS, UNSUPPORTED_TABLE or READ_FAILED
   */
  public static Optional<DeltaTable> openIfPresent(String lakehouse, TableDefinition definition) {
    TableHandle handle = handle(lakehouse, definition);
    return TableCreator.openIfPresent(handle).map(snapshot -> new DeltaTable(handle));
  }

  /**
   * Opens the table.
   *
   * @throws LakehouseException TABLE_MISSING, NOT_A_TABLE, SCHEMA_DIFFERS, UNSUPPORTED_TABLE or
   *     READ_FAILED
   */
  public static DeltaTable open(String lakehouse, TableDefinition definition) {
    return openIfPresent(lakehouse, definition)
        .orElseThrow(
            () ->
                new LakehouseException(
                    LakehouseException.Problem.TABLE_MISSING,
                    "There is no table '" + definition.name() + "' in " + lakehouse + ".",
                    "Its Delta log is missing.",
                    "Check the lakehouse path, or run the pipeline that creates the table."));
  }

  /**
   * Opens a table with the definition that its own log gives: its columns, types and partitions,
   * but no offset column, which the log does not tell.
   *
   * @throws LakehouseException TABLE_MISSING, NOT_A_TABLE, UNSUPPORTED_TABLE (also when a column
   *     has a type that {@link ColumnType} does not name) or READ_FAILED
   */
  public static DeltaTable discover(String lakehouse, String table) {
    return new DeltaTable(TableDiscovery.open(lakehouse, table));
  }

  /**
   * The names of the Delta tables in a lakehouse, sorted.
   *
   * @throws LakehouseException TABLE_MISSING if there is no such folder; READ_FAILED
   */
  public static List<String> namesIn(String lakehouse) {
    return TableDiscovery.names(lakehouse);
  }

  private static TableHandle handle(String lakehouse, TableDefinition definition) {
    return new TableHandle(TableLocation.of(lakehouse, definition.name()), definition);
  }

  public TableDefinition definition() {
    return handle.definition();
  }

  /** The table's folder: an absolute path without a scheme where it is local, a URI elsewhere. */
  public String root() {
    return handle.shown();
  }

  /** The table's folder on the local disk; empty if it is on another storage. */
  public Optional<Path> localRoot() {
    return handle.localFolder();
  }

  /** The latest version. */
  public TableSnapshot snapshot() {
    return new TableSnapshot(SnapshotReader.latest(handle));
  }

  /**
   * A version of the past.
   *
   * @throws LakehouseException VERSION_MISSING if the table's history does not hold it; it says
   *     what the history holds
   */
  public TableSnapshot snapshotAt(long version) {
    return new TableSnapshot(SnapshotReader.at(handle, version));
  }

  /**
   * The version that was the latest at a time.
   *
   * @throws LakehouseException VERSION_MISSING if the time is before the table's history begins or
   *     in the future; it says what the history holds
   */
  public TableSnapshot snapshotAt(Instant timestamp) {
    return new TableSnapshot(SnapshotReader.at(handle, timestamp));
  }

  /** The versions that the log still tells of, the latest first. Local tables only. */
  public List<TableVersion> history() {
    return TableLog.history(handle);
  }

  TableHandle handle() {
    return handle;
  }
}
