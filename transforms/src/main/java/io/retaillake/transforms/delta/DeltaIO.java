package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.TableDefinition;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Delta Lake tables as a Beam source and sink.
 *
 * <p>{@link #read} gives the rows of one version, now or in the past. {@link #replaceTable} gives a
 * table other rows in one commit. Two ways to append, by what makes a repetition harmless:
 *
 * <ul>
 *   <li>{@link #appendRanges}: exactly once. Each element covers a range of a log's offsets, and
 *       the table's own ledger says which it holds; a replay after any crash, batched in any way,
 *       changes nothing.
 *   <li>{@link #appendRows}: at least once, for rows of which readers take the best. Windows
 *       converge in this way.
 * </ul>
 *
 * <p>Rows become Parquet files by ParquetIO, those of ranges by the lakehouse's own quicker writer;
 * files become part of the table by commits, so a reader sees all rows of a commit or none. What a
 * crash leaves behind is invisible, and VACUUM removes it.
 *
 * <pre>{@code
 * admitted
 *     .get(AdmitEvents.ADMITTED)
 *     .apply(
 *         "AppendBronze",
 *         DeltaIO.appendRanges(
 *                 BronzeEvents.TABLE, AdmittedRange::range, new BronzeEvents.Rows(rules))
 *             .to("./data/lakehouse"));
 *
 * PCollection<Row> sales =
 *     pipeline.apply(
 *         "ReadSilver",
 *         DeltaIO.read(SilverEvents.TABLE)
 *             .from("./data/lakehouse")
 *             .atVersion(1200)
 *             .withColumns("user_id", "event_ts", "revenue")
 *             .withFilter(RowFilter.equalTo("event_year", 2026)));
 * }</pre>
 */
public final class DeltaIO {

  private DeltaIO() {}

  /** Reads the rows of a table, as it is when the pipeline runs unless told another version. */
  public static ReadRows read(TableDefinition table) {
    return ReadRows.of(table);
  }

  /** Appends the rows of each element once, by the range of offsets that the element covers. */
  public static <T> AppendRanges<T> appendRanges(
      TableDefinition table, SerializableFunction<T, OffsetRange> range, RowMapper<T> rows) {
    return AppendRanges.of(table, range, rows);
  }

  /** Appends the rows of each element at least once. */
  public static <T> AppendRows<T> appendRows(TableDefinition table, RowMapper<T> rows) {
    return AppendRows.of(table, rows);
  }

  /**
   * Replaces the rows of a table by those of the elements.
   *
   * @param key all rows of elements with the same key lie in one file
   */
  public static <T> ReplaceTable<T> replaceTable(
      TableDefinition table, SerializableFunction<T, String> key, RowMapper<T> rows) {
    return ReplaceTable.of(table, key, rows);
  }
}
