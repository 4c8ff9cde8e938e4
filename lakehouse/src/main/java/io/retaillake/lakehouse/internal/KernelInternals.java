package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.delta.kernel.commit.CommitFailedException;
import io.delta.kernel.commit.CommitMetadata;
import io.delta.kernel.commit.CommitResponse;
import io.delta.kernel.commit.Committer;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.DeltaHistoryManager;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.CommitInfo;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.RemoveFile;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.commit.DefaultFileSystemManagedTableOnlyCommitter;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.retaillake.lakehouse.DataFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The only class that names classes of Kernel's {@code internal} packages: log actions that its
 * public API can't make, and the ledger read in one pass. Written for Delta Kernel 4.4.0.
 */
final class KernelInternals {
  private static final StructType LEDGER_SCHEMA =
      new StructType().add("txn", SetTransaction.FULL_SCHEMA);

  private static final StructType REMOVED_SCHEMA =
      new StructType()
          .add(
              "remove",
              new StructType()
                  .add("path", StringType.STRING)
                  .add("deletionTimestamp", LongType.LONG));

  private KernelInternals() {}

  /**
   * The action that adds a file to the table.
   *
   * @param dataChange false if its rows were in the table before
   * @param tags what the log is to remember of the file
   */
  static Row addFile(DataFile file, boolean dataChange, Map<String, String> tags) {
    return addFile(file, encode(file.relativePath()), dataChange, tags, Optional.empty());
  }

  /** The action that adds a file of the past again, as it was. */
  static Row addFile(ActiveFile file) {
    return addFile(file.file(), file.loggedPath(), true, file.tags(), file.deletionVector());
  }

  private static Row addFile(
      DataFile file,
      String loggedPath,
      boolean dataChange,
      Map<String, String> tags,
      Optional<DeletionVector> deletionVector) {
    StructType schema = AddFile.FULL_SCHEMA;
    Map<Integer, Object> values = new HashMap<>();
    values.put(schema.indexOf("path"), loggedPath);
    values.put(
        schema.indexOf("partitionValues"),
        VectorUtils.stringStringMapValue(file.partitionValues()));
    values.put(schema.indexOf("size"), file.sizeBytes());
    values.put(schema.indexOf("modificationTime"), file.modificationMillis());
    values.put(schema.indexOf("dataChange"), dataChange);
    if (!file.statistics().isEmpty()) {
      values.put(schema.indexOf("stats"), file.statistics());
    }
    if (!tags.isEmpty()) {
      values.put(schema.indexOf("tags"), VectorUtils.stringStringMapValue(tags));
    }
    deletionVector.ifPresent(
        vector -> values.put(schema.indexOf("deletionVector"), vector.toRow()));
    return SingleAction.createAddFileSingleAction(new GenericRow(schema, values));
  }

  /**
   * The action that takes a file out of the table. It repeats no statistics, so that what is
   * deleted can't be read from the log.
   */
  static Row removeFile(ActiveFile file, boolean dataChange, long nowMillis) {
    StructType schema = RemoveFile.FULL_SCHEMA;
    Map<Integer, Object> values = new HashMap<>();
    values.put(schema.indexOf("path"), file.loggedPath());
    values.put(schema.indexOf("deletionTimestamp"), nowMillis);
    values.put(schema.indexOf("dataChange"), dataChange);
    values.put(schema.indexOf("extendedFileMetadata"), true);
    values.put(
        schema.indexOf("partitionValues"),
        VectorUtils.stringStringMapValue(file.file().partitionValues()));
    values.put(schema.indexOf("size"), file.file().sizeBytes());
    file.deletionVector()
        .ifPresent(vector -> values.put(schema.indexOf("deletionVector"), vector.toRow()));
    return SingleAction.createRemoveFileSingleAction(new GenericRow(schema, values));
  }

  /** The action that sets a ledger entry. */
  static Row setLedger(String ledgerId, long offset, long nowMillis) {
    return SingleAction.createTxnSingleAction(
        new SetTransaction(ledgerId, offset, Optional.of(nowMillis)).toRow());
  }

  /** The id that the table got when it was made. */
  static String tableId(Snapshot snapshot) {
    return snapshot.getMetadata().getId();
  }

  /** All ledger entries of a snapshot. */
  static Map<String, Long> ledgers(Engine engine, Snapshot snapshot) throws IOException {
    Map<String, Long> ledgers = new TreeMap<>();
    try (ActionsIterator newestFirst =
        new ActionsIterator(
            engine,
            snapshot.getLogSegment().allFilesWithCompactionsReversed(),
            LEDGER_SCHEMA,
            Optional.empty())) {
      while (newestFirst.hasNext()) {
        ColumnVector entries = newestFirst.next().getColumnarBatch().getColumnVector(0);
        for (int row = 0; row < entries.getSize(); row++) {
          if (!entries.isNullAt(row)) {
            ledgers.putIfAbsent(
                entries.getChild(0).getString(row), entries.getChild(1).getLong(row));
          }
        }
      }
    }
    return ledgers;
  }

  /** True if the oldest file of the log that a snapshot was read from is still there. */
  static boolean isLogThere(Engine engine, Snapshot snapshot) {
    LogSegment log = snapshot.getLogSegment();
    List<FileStatus> oldest =
        log.getCheckpoints().isEmpty() ? log.getDeltas() : log.getCheckpoints();
    if (oldest.isEmpty()) {
      return false;
    }
    try {
      engine.getFileSystemClient().getFileStatus(oldest.get(0).getPath());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The oldest version that the log can still rebuild. */
  static long earliestVersion(Engine engine, Snapshot latest) {
    return DeltaHistoryManager.getEarliestRecreatableCommit(
        engine, latest.getLogPath(), Optional.empty());
  }

  /** Everything the log says of the table itself. */
  static TableMetadata metadata(Snapshot snapshot) {
    Metadata metadata = snapshot.getMetadata();
    return new TableMetadata(
        metadata.getDescription().orElse(""),
        metadata.getCreatedTime().map(Instant::ofEpochMilli),
        snapshot.getProtocol().getMinReaderVersion(),
        snapshot.getProtocol().getMinWriterVersion(),
        new TreeSet<>(snapshot.getProtocol().getReaderAndWriterFeatures()));
  }

  /**
   * When each file was removed that the log still remembers, by its path as it is on disk, in
   * milliseconds since the epoch.
   */
  static Map<String, Long> removedFiles(Engine engine, Snapshot snapshot) throws IOException {
    Map<String, Long> removed = new HashMap<>();
    try (ActionsIterator actions =
        new ActionsIterator(
            engine,
            snapshot.getLogSegment().allFilesWithCompactionsReversed(),
            REMOVED_SCHEMA,
            Optional.empty())) {
      while (actions.hasNext()) {
        ColumnVector entries = actions.next().getColumnarBatch().getColumnVector(0);
        for (int row = 0; row < entries.getSize(); row++) {
          if (!entries.isNullAt(row)) {
            ColumnVector times = entries.getChild(1);
            removed.merge(
                URI.create(entries.getChild(0).getString(row)).getPath(),
                times.isNullAt(row) ? 0 : times.getLong(row),
                Math::max);
          }
        }
      }
    }
    return removed;
  }

  /** The columns that the files themselves must be read with for this scan. */
  static StructType physicalReadSchema(Row scanState) {
    return ScanStateRow.getPhysicalDataReadSchema(scanState);
  }

  /** Where the file of a scan-file row is. */
  static FileStatus fileStatus(Row scanFile) {
    return InternalScanFileUtils.getAddFileStatus(scanFile);
  }

  /** The values of a scan-file row's partition columns. */
  static Map<String, String> partitionValues(Row scanFile) {
    return InternalScanFileUtils.getPartitionValues(scanFile);
  }

  /** A map of the log. */
  static Map<String, String> textMap(MapValue map) {
    return Map.copyOf(VectorUtils.<String, String>toJavaMap(map));
  }

  /** The deletion vector that takes rows of the file away, if it has one. */
  static Optional<DeletionVector> deletionVector(Row scanFile) {
    return Optional.ofNullable(InternalScanFileUtils.getDeletionVectorDescriptorFromRow(scanFile))
        .map(DeletionVector::new);
  }

  /** What the log says of a deletion vector. */
  record DeletionVector(DeletionVectorDescriptor descriptor) {
    /** How many rows it takes away. */
    long deletedRows() {
      return descriptor.getCardinality();
    }

    /** The file of the table's folder that it is in; empty if it is in the log itself. */
    Optional<Path> file(Path root) {
      if (descriptor.isInline()) {
        return Optional.empty();
      }
      String place = descriptor.getAbsolutePath(LocalFileIO.name(root));
      return Optional.of(LocalFileIO.path(place));
    }

    private Row toRow() {
      return descriptor.toRow();
    }
  }

  /** A committer whose commits say in the log what they were for. */
  static Committer noting(Supplier<Optional<CommitNote>> note) {
    return new Committer() {
      @Override
      public CommitResponse commit(
          Engine engine, CloseableIterator<Row> actions, CommitMetadata metadata)
          throws CommitFailedException {
        return DefaultFileSystemManagedTableOnlyCommitter.INSTANCE.commit(
            engine, actions.map(action -> noted(action, metadata, note.get())), metadata);
      }
    };
  }

  private static Row noted(Row action, CommitMetadata metadata, Optional<CommitNote> note) {
    if (note.isEmpty() || action.isNullAt(SingleAction.COMMIT_INFO_ORDINAL)) {
      return action;
    }
    CommitInfo info = metadata.getCommitInfo();
    return SingleAction.createCommitInfoSingleAction(
        new CommitInfo(
                info.getInCommitTimestamp(),
                info.getTimestamp(),
                info.getEngineInfo(),
                Optional.of(note.get().operation()),
                note.get().parameters(),
                info.getIsBlindAppend(),
                info.getTxnId(),
                note.get().metrics())
            .toRow());
  }

  /** Percent-encodes a relative path as the log holds it. */
  private static String encode(String relativePath) {
    try {
      // As an absolute path, so that a colon in the first folder's name is not taken for a scheme.
      return new URI(null, null, "/" + relativePath, null)
          .getRawPath()
          .substring(1)
          .replace(":", "%3A");
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("No path: " + relativePath, e);
    }
  }
}
