package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.exceptions.UnsupportedProtocolVersionException;
import io.delta.kernel.exceptions.UnsupportedTableFeatureException;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.TableDefinition;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One table on its storage: loads snapshots and words what can go wrong with it. */
public final class TableHandle {
  /** How the log names us. */
  static final String ENGINE_INFO = "retail-lakehouse";

  private static final int MOST_LOADS = 3;

  private final TableLocation location;
  private final TableDefinition definition;

  public TableHandle(TableLocation location, TableDefinition definition) {
    this.location = location;
    this.definition = definition;
  }

  public TableDefinition definition() {
    return definition;
  }

  /** The table's folder, if it is on a local disk. */
  public Optional<Path> localFolder() {
    return location.localFolder();
  }

  /** The table's place, for people. */
  public String shown() {
    return location.shown();
  }

  String kernelName() {
    return location.kernelName();
  }

  Engine engine() {
    return Engines.of(location);
  }

  /** The latest snapshot. */
  Snapshot load() {
    return find().orElseThrow(this::missing);
  }

  /** The latest snapshot, whose transactions this committer commits. */
  Snapshot load(Committer committer) {
    return find(TableManager.loadSnapshot(kernelName()).withCommitter(committer))
        .orElseThrow(this::missing);
  }

  private LakehouseException missing() {
    return new LakehouseException(
        Problem.TABLE_MISSING,
        "There is no table at " + shown() + ".",
        "Its Delta log is missing.",
        "Check the lakehouse path, or run the pipeline that creates the table.");
  }

  /** The latest snapshot; empty if there is no table. */
  Optional<Snapshot> find() {
    return find(TableManager.loadSnapshot(kernelName()));
  }

  private Optional<Snapshot> find(SnapshotBuilder builder) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(builder.build(engine()));
      } catch (TableNotFoundException e) {
        return Optional.empty();
      } catch (RuntimeException e) {
        // Vacuum may have taken a file of the log away between its listing and its reading.
        if (attempt == MOST_LOADS) {
          throw unreadable(e);
        }
      }
    }
  }

  /** The snapshot of a version. */
  Snapshot load(long version) {
    try {
      return TableManager.loadSnapshot(kernelName()).atVersion(version).build(engine());
    } catch (IllegalArgumentException | KernelException e) {
      throw missing("version " + version, e);
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  /** The snapshot that was the latest at a time; for a time since the last commit, that one's. */
  Snapshot load(Instant timestamp) {
    Snapshot latest = load();
    long millis = timestamp.toEpochMilli();
    if (millis >= latest.getTimestamp(engine()) && millis <= System.currentTimeMillis()) {
      return latest;
    }
    try {
      return TableManager.loadSnapshot(kernelName()).atTimestamp(millis, latest).build(engine());
    } catch (KernelException e) {
      throw missing("version of " + timestamp, e);
    } catch (RuntimeException e) {
      throw unreadable(e);
    }
  }

  private LakehouseException missing(String asked, Exception cause) {
    Snapshot latest = load();
    long earliest = KernelInternals.earliestVersion(engine(), latest);
    Snapshot first = TableManager.loadSnapshot(kernelName()).atVersion(earliest).build(engine());
    return new LakehouseException(
        Problem.VERSION_MISSING,
        "Table " + shown() + " has no " + asked + ".",
        String.format(
            "Its history holds the versions %d (%s) to %d (%s).",
            earliest,
            Instant.ofEpochMilli(first.getTimestamp(engine())),
            latest.getVersion(),
            Instant.ofEpochMilli(latest.getTimestamp(engine()))),
        "Ask for one of these, or for a time from the first of them until now.",
        cause);
  }

  /** Makes sure that a table is as it is defined. */
  void check(Snapshot snapshot) {
    List<String> differences =
        KernelSchemas.differences(
            definition, snapshot.getSchema(), snapshot.getPartitionColumnNames());
    if (!differences.isEmpty()) {
      throw new LakehouseException(
          Problem.SCHEMA_DIFFERS,
          "Table " + shown() + " is not the '" + definition.name() + "' this version writes.",
          "It differs: " + String.join("; ", differences) + ".",
          "Use another lakehouse path, or move the table away.");
    }
    String mapping = snapshot.getTableProperties().getOrDefault("delta.columnMapping.mode", "none");
    if (!mapping.equals("none")) {
      throw new LakehouseException(
          Problem.UNSUPPORTED_TABLE,
          "Table " + shown() + " can't be written.",
          "Its columns are mapped to other names in the files (column mapping " + mapping + ").",
          "Use another lakehouse path, or rewrite the table without column mapping.");
    }
  }

  LakehouseException unreadable(Exception e) {
    if (e instanceof UnsupportedProtocolVersionException
        || e instanceof UnsupportedTableFeatureException) {
      return new LakehouseException(
          Problem.UNSUPPORTED_TABLE,
          "Table " + shown() + " needs a Delta feature that is not supported here.",
          e.getMessage(),
          "Use another lakehouse path, or drop the feature with the engine that set it.",
          e);
    }
    if (e instanceof LakehouseException already) {
      return already;
    }
    return new LakehouseException(
        Problem.READ_FAILED,
        "Table " + shown() + " can't be read.",
        "Reading it failed with: " + e + ".",
        "Check that its files are complete and readable.",
        e);
  }
}
