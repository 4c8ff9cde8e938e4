package io.retaillake.bigquery;

import io.retaillake.bigquery.sql.Statement;
import io.retaillake.lakehouse.DeltaTable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A warehouse that tables of the lakehouse are published to, and that statements are asked of. The
 * engines give the same answers to the same statements; what each may cost differs.
 *
 * <p>Every method throws {@link WarehouseException} for what a user can mend. Safe for use by
 * several threads, {@link #publish} by one at a time.
 */
public interface Warehouse extends AutoCloseable {

  /** What and where it is, for people. */
  String describe();

  /**
   * Publishes the latest version of these tables, all in one transaction: a reader sees what was
   * published before, or all of this. A table whose version is there is left alone, so it can be
   * called as often as one likes, and again after any failure. Views over the tables follow.
   *
   * @throws WarehouseException SCHEMA_DIFFERS, BUSY, STALE, NO_ACCESS, WRONG_PLACE, UNREACHABLE,
   *     QUOTA or FAILED; nothing has been published then
   */
  List<PublishResult> publish(List<DeltaTable> tables);

  /** What the warehouse holds, by table name. Empty before the first publication. */
  Map<String, PublishedTable> published();

  /** Brings the materialized views up to date, and waits for it; returns their names. */
  List<String> refresh();

  /**
   * Runs a statement.
   *
   * @param parameters a value for each {@code @name} in the statement
   * @throws WarehouseException TABLE_MISSING, TOO_EXPENSIVE, TIMEOUT, WRONG_STATEMENT, STALE or
   *     another; a statement over the cost guard was not run
   */
  QueryRows query(Statement statement, Map<String, Parameter> parameters, QueryLimits limits);

  /**
   * How many bytes the statement would read, without running it; empty where the engine does not
   * tell.
   */
  OptionalLong estimateBytes(Statement statement, Map<String, Parameter> parameters);

  @Override
  void close();
}
