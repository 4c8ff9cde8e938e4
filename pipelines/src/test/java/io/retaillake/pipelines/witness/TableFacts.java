package io.retaillake.pipelines.witness;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What delta-rs finds in one version of a Delta table.
 *
 * @param version the version
 * @param schema the columns, in the table's order, with Delta's names of the types
 * @param partitionColumns the partition columns, in order
 * @param rows how many rows
 * @param files how many active data files
 * @param history how many versions the log still tells of
 * @param sums the exact sum of every decimal column, zero if there is nothing to add
 * @param ledger the last version committed under each application id that was asked for
 */
public record TableFacts(
    long version,
    List<Field> schema,
    List<String> partitionColumns,
    long rows,
    int files,
    int history,
    Map<String, BigDecimal> sums,
    Map<String, OptionalLong> ledger) {

  /** A column: its name, Delta's name of its type, and whether it may be null. */
  public record Field(String name, String type, boolean nullable) {}
}
