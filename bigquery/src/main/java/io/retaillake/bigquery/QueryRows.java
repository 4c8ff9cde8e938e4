package io.retaillake.bigquery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement gave, row by row; large results are fetched in pages. To be closed. Not
 * thread-safe.
 *
 * <pre>{@code
 * try (QueryRows rows = warehouse.query(statement, Map.of(), QueryLimits.none())) {
 *   while (rows.next()) {
 *     print(rows.values());
 *   }
 * }
 * }</pre>
 */
public interface QueryRows extends AutoCloseable {

  List<ResultColumn> columns();

  /** How long the engine took to answer, without opening a file or fetching pages. */
  Duration elapsed();

  /**
   * Goes to the next row.
   *
   * @return false if there was none
   * @throws WarehouseException if it can't be fetched
   */
  boolean next();

  /** The values of the row, each null or of its column's {@link ValueType#javaType}. */
  List<Object> values();

  @Override
  void close();

  /** All rows that are left. */
  default List<List<Object>> all() {
    List<List<Object>> all = new ArrayList<>();
    while (next()) {
      all.add(values());
    }
    return all;
  }
}
