package io.retaillake.transforms.maintenance;

import java.time.Instant;
import java.util.List;

/**
 * What was removed when customers were forgotten. Names no one.
 *
 * @param userHashes of the customers concerned
 * @param at when
 * @param lines a line for each table that may hold rows of a customer
 */
public record ForgetReceipt(List<String> userHashes, Instant at, List<Line> lines) {

  /**
   * What was removed from a table.
   *
   * @param table its name
   * @param rows rows removed
   * @param files files that were rewritten without them; the old ones are on disk until vacuum
   */
  public record Line(String table, long rows, long files) {}

  /** Rows removed from all tables. */
  public long rows() {
    return lines.stream().mapToLong(Line::rows).sum();
  }
}
