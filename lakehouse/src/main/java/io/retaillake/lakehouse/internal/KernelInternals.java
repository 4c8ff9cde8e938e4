package io.retaillake.lakehouse.internal;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.FileStatus;
import io.retaillake.lakehouse.DataFile;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The only class that names classes of Kernel's {@code internal} packages: log actions that its
 * public API can't make, and the ledger read in one pass. Written for Delta Kernel 4.4.0.
 */
final class KernelInternals {
  private static final StructType LEDGER_SCHEMA =
      new StructType().add("txn", SetTransaction.FULL_SCHEMA);

  private KernelInternals() {}

  /** The action that adds a file's rows to the table. */
  static Row addFile(DataFile file) {
    StructType schema = AddFile.FULL_SCHEMA;
    Map<Integer, Object> values = new HashMap<>();
    values.put(schema.indexOf("path"), encode(file.relativePath()));
    values.put(
        schema.indexOf("partitionValues"),
        VectorUtils.stringStringMapValue(file.partitionValues()));
    values.put(schema.indexOf("size"), file.sizeBytes());
    values.put(schema.indexOf("modificationTime"), file.modificationMillis());
    values.put(schema.indexOf("dataChange"), true);
    if (!file.statistics().isEmpty()) {
      values.put(schema.indexOf("stats"), file.statistics());
    }
    return SingleAction.createAddFileSingleAction(new GenericRow(schema, values));
  }

  /** The action that sets a ledger entry. */
  static Row setLedger(String ledgerId, long offset, long nowMillis) {
    return SingleAction.createTxnSingleAction(
        new SetTransaction(ledgerId, offset, Optional.of(nowMillis)).toRow());
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

  /** Rows of the file that a deletion vector takes away. */
  static long deletedRows(Row scanFile) {
    var deletionVector = InternalScanFileUtils.getDeletionVectorDescriptorFromRow(scanFile);
    return deletionVector == null ? 0 : deletionVector.getCardinality();
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
