package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.transaction.CreateTableTransactionBuilder;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Creates tables and opens the ones that are there. */
public final class TableCreator {
  private TableCreator() {}

  /** Makes sure that the table is there, and as it is defined. */
  public static void openOrCreate(TableHandle table) {
    table.localFolder().ifPresent(TableCreator::prepare);
    Optional<Snapshot> found = openIfPresent(table);
    if (found.isEmpty()) {
      table.localFolder().ifPresent(TableCreator::checkWritable);
      create(table);
      table.check(table.load());
    }
  }

  /** The table's snapshot if it is there and as it is defined; empty if it is not there. */
  public static Optional<Snapshot> openIfPresent(TableHandle table) {
    if (table.localFolder().isPresent() && isVacant(table.localFolder().get())) {
      return Optional.empty();
    }
    Optional<Snapshot> found = table.find();
    found.ifPresent(table::check);
    return found;
  }

  private static void create(TableHandle table) {
    TableDefinition definition = table.definition();
    Map<String, String> properties = new TreeMap<>(definition.properties());
    if (!definition.comment().isEmpty()) {
      properties.put("comment", definition.comment());
    }
    try {
      CreateTableTransactionBuilder builder =
          TableManager.buildCreateTableTransaction(
                  table.kernelName(), KernelSchemas.of(definition), TableHandle.ENGINE_INFO)
              .withTableProperties(properties)
              .withMaxRetries(0);
      if (!definition.partitionColumns().isEmpty()) {
        builder.withDataLayoutSpec(
            DataLayoutSpec.partitioned(
                definition.partitionColumns().stream().map(Column::new).toList()));
      }
      builder.build(table.engine()).commit(table.engine(), CloseableIterable.emptyIterable());
    } catch (TableAlreadyExistsException | MaxCommitRetryLimitReachedException e) {
      // Another writer created it in the meantime: the caller looks at what is there now.
      if (table.find().isEmpty()) {
        throw notWritable(table.shown(), e);
      }
    } catch (KernelException e) {
      throw table.unreadable(e);
    } catch (RuntimeException e) {
      throw notWritable(table.shown(), e);
    }
  }

  private static void prepare(Path folder) {
    if (!Files.exists(folder)) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw notWritable(folder.toString(), e);
      }
    }
  }

  private static void checkWritable(Path folder) {
    if (!Files.isWritable(folder)) {
      throw notWritable(folder.toString(), new IOException("permission denied"));
    }
  }

  /** True if nothing is there, not even a log; refuses a folder that holds something else. */
  private static boolean isVacant(Path folder) {
    if (!Files.exists(folder)) {
      return true;
    }
    if (!Files.isDirectory(folder)) {
      throw notATable(folder, "It is a file.");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      Optional<Path> entry = entries.findFirst();
      // Whoever creates the table right now makes its log before anything else.
      if (entry.isPresent() && !Files.isDirectory(folder.resolve("_delta_log"))) {
        throw notATable(folder, "It holds '" + entry.get().getFileName() + "' and no _delta_log.");
      }
      return entry.isEmpty();
    } catch (IOException e) {
      throw new LakehouseException(
          Problem.READ_FAILED,
          folder + " can't be read.",
          "Listing it failed with: " + e + ".",
          "Use a lakehouse path that you may read.",
          e);
    }
  }

  private static LakehouseException notATable(Path folder, String why) {
    return new LakehouseException(
        Problem.NOT_A_TABLE,
        folder + " is not a Delta table.",
        why,
        "Use another lakehouse path, or move what is there away.");
  }

  private static LakehouseException notWritable(String shown, Exception cause) {
    return new LakehouseException(
        Problem.NOT_WRITABLE,
        "The table " + shown + " can't be created.",
        "The path can't be written: " + cause + ".",
        "Use a lakehouse path that you may write to.",
        cause);
  }
}
