package io.retaillake.lakehouse;

import io.retaillake.lakehouse.internal.SnapshotReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * One version of a table: it stays the same whatever is committed later. Safe for use by several
 * threads; every method reads the log or files anew, and throws {@link LakehouseException}
 * READ_FAILED if it can't.
 */
public final class TableSnapshot {
  private final SnapshotReader reader;

  TableSnapshot(SnapshotReader reader) {
    this.reader = reader;
  }

  public long version() {
    return reader.version();
  }

  /** When this version was committed, by the clock of whoever committed it. */
  public Instant timestamp() {
    return reader.timestamp();
  }

  /** What tells the table from any other, one that was made later in the same folder too. */
  public String tableId() {
    return reader.tableId();
  }

  /** All files of the table. */
  public List<DataFile> files() {
    return reader.files(RowFilter.all());
  }

  /** The files that may hold rows that pass the filter, judged by partition and statistics. */
  public List<DataFile> files(RowFilter filter) {
    return reader.files(filter);
  }

  /** How many rows the table has, by the statistics of its files. */
  public long rowCount() {
    return files().stream().mapToLong(DataFile::rowCount).sum();
  }

  /** What there is to know of this version without reading its rows. */
  public TableDescription describe() {
    return reader.describe();
  }

  /** The last offset that the table holds of a Kafka partition; empty if it never held any. */
  public OptionalLong ledger(String ledgerId) {
    Long offset = ledgers().get(ledgerId);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** The last offset of each Kafka partition that the table holds, by {@code <topic>/<n>}. */
  public Map<String, Long> ledgers() {
    return reader.ledgers();
  }

  /**
   * The version of another table that this one's rows were made from, as {@link
   * TableReplacer#replace(List, Map)} noted it; empty if it noted none.
   */
  public OptionalLong sourceVersion(String table) {
    return ledger(TableReplacer.SOURCE + table);
  }

  /** Visits every row. Order is that of the files, and within a file as written. */
  public void scan(List<String> columns, RowVisitor visitor) {
    scan(columns, RowFilter.all(), visitor);
  }

  /** Visits the rows that pass the filter; other files than may hold some are not opened. */
  public void scan(List<String> columns, RowFilter filter, RowVisitor visitor) {
    scan(columns, filter, file -> true, visitor);
  }

  /**
   * Visits the rows that pass the filter in the files that pass the predicate, so that several
   * readers can share a table.
   *
   * @param columns the projection, partition columns as well; rows give them in this order
   * @throws IllegalArgumentException if a column does not exist or is asked for twice, or the
   *     filter is on a column it can't be on
   */
  public void scan(
      List<String> columns, RowFilter filter, Predicate<DataFile> files, RowVisitor visitor) {
    reader.scan(columns, filter, files, visitor);
  }
}
