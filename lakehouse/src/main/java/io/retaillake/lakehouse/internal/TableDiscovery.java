package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds the tables of a lakehouse, and opens one by what its own log says. */
public final class TableDiscovery {
  private TableDiscovery() {}

  /** The table, with the definition that its log gives. */
  public static TableHandle open(String lakehouse, String name) {
    TableLocation location = TableLocation.of(lakehouse, name);
    location.localFolder().ifPresent(TableDiscovery::checkFolder);
    Snapshot snapshot = new TableHandle(location, placeholder()).load();
    TableHandle table = new TableHandle(location, definition(location, name, snapshot));
    table.check(snapshot);
    return table;
  }

  /** The names of the Delta tables in a folder, sorted. */
  public static List<String> names(String lakehouse) {
    Path folder =
        TableLocation.of(lakehouse, "any")
            .localFolder()
            .map(Path::getParent)
            .orElseThrow(() -> notLocal(lakehouse));
    if (!Files.isDirectory(folder)) {
      throw new LakehouseException(
          Problem.TABLE_MISSING,
          "There is no lakehouse at " + folder + ".",
          Files.exists(folder) ? "It is a file." : "There is no such folder.",
          "Check the lakehouse path.");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> Files.isDirectory(entry.resolve("_delta_log")))
          .map(entry -> entry.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.READ_FAILED,
          folder + " can't be read.",
          "Listing it failed with: " + e + ".",
          "Use a lakehouse path that you may read.",
          e);
    }
  }

  private static void checkFolder(Path folder) {
    if (Files.exists(folder) && !Files.isDirectory(folder.resolve("_delta_log"))) {
      throw new LakehouseException(
          Problem.NOT_A_TABLE,
          folder + " is not a Delta table.",
          Files.isDirectory(folder) ? "It holds no _delta_log." : "It is a file.",
          "Name a table of the lakehouse.");
    }
  }

  private static TableDefinition definition(
      TableLocation location, String name, Snapshot snapshot) {
    try {
      return TableDefinition.builder(name)
          .comment(KernelInternals.metadata(snapshot).description())
          .columns(KernelSchemas.columns(snapshot.getSchema()))
          .partitionedBy(snapshot.getPartitionColumnNames().toArray(String[]::new))
          .build();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw new LakehouseException(
          Problem.UNSUPPORTED_TABLE,
          "Table " + location.shown() + " can't be maintained here.",
          e.getMessage() + ".",
          "Use the engine that made the table.",
          e);
    }
  }

  /** Something to load a snapshot with, before the table's own definition is known. */
  private static TableDefinition placeholder() {
    return TableDefinition.builder("unknown")
        .column(
            io.retaillake.lakehouse.Column.optional(
                "unknown", io.retaillake.lakehouse.ColumnType.STRING, ""))
        .build();
  }

  static LakehouseException notLocal(String place) {
    return new LakehouseException(
        Problem.UNSUPPORTED_TABLE,
        place + " can't be maintained.",
        "Maintenance works on folders of a file system only.",
        "Mount the storage and give the path of the folder.");
  }
}
