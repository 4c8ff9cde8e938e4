package io.retaillake.bigquery;

import com.google.common.collect.Sets;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A version of a table that is to be published, and how it differs from the one published before.
 *
 * @param table the table
 * @param tableId its Delta id
 * @param version the version
 * @param files all its files
 * @param added those of them that were not in the version published before
 * @param whole true if more than additions happened since, or that can't be told any more
 * @param unchanged true if this very version is published
 */
public record TableState(
    DeltaTable table,
    String tableId,
    long version,
    List<DataFile> files,
    List<DataFile> added,
    boolean whole,
    boolean unchanged) {

  /**
   * The latest version against what was published; null if nothing was.
   *
   * @throws LakehouseException if the table can't be read
   */
  public static TableState of(DeltaTable table, @Nullable PublishedTable before) {
    TableSnapshot snapshot = table.snapshot();
    List<DataFile> files = snapshot.files();
    Optional<Set<String>> known =
        before != null && before.tableId().equals(snapshot.tableId())
            ? pathsAt(table, before.version())
            : Optional.empty();
    List<DataFile> added =
        files.stream()
            .filter(file -> known.isEmpty() || !known.get().contains(file.relativePath()))
            .toList();
    Set<String> now = files.stream().map(DataFile::relativePath).collect(Collectors.toSet());
    return new TableState(
        table,
        snapshot.tableId(),
        snapshot.version(),
        files,
        added,
        known.isEmpty() || !Sets.difference(known.get(), now).isEmpty(),
        before != null
            && before.tableId().equals(snapshot.tableId())
            && before.version() == snapshot.version());
  }

  /** Empty if the history does not reach back that far. */
  private static Optional<Set<String>> pathsAt(DeltaTable table, long version) {
    try {
      return Optional.of(
          table.snapshotAt(version).files().stream()
              .map(DataFile::relativePath)
              .collect(Collectors.toSet()));
    } catch (LakehouseException e) {
      return Optional.empty();
    }
  }

  public TableDefinition definition() {
    return table.definition();
  }

  public String name() {
    return definition().name();
  }

  public long rows() {
    return rows(files);
  }

  /** Rows of these files, by the table's log. */
  public static long rows(List<DataFile> files) {
    return files.stream().mapToLong(DataFile::rowCount).sum();
  }

  /**
   * The path of a file on the local disk.
   *
   * @throws WarehouseException if the table is not there
   */
  public Path path(DataFile file) {
    return table
        .localRoot()
        .orElseThrow(
            () ->
                new WarehouseException(
                    WarehouseException.Problem.UNREACHABLE,
                    "Table '" + name() + "' can't be published.",
                    "It is at " + table.root() + ", and only local folders can be read.",
                    "Give the lakehouse as a folder of this machine."))
        .resolve(file.relativePath());
  }

  /** What its publication did. */
  public PublishResult result(long rowsMoved) {
    PublishResult.What what =
        unchanged
            ? PublishResult.What.UNCHANGED
            : whole ? PublishResult.What.WHOLE : PublishResult.What.ADDED;
    return new PublishResult(
        name(), version, rows(), what, rowsMoved, unchanged ? 0 : added.size());
  }
}
