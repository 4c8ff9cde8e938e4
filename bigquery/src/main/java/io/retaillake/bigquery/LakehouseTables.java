package io.retaillake.bigquery;

import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.lakehouse.DeltaTable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tables of a lakehouse that a warehouse can hold. */
public final class LakehouseTables {

  private LakehouseTables() {}

  /**
   * Those of the warehouse's tables that the lakehouse has now, in the order of publication.
   *
   * @throws io.retaillake.lakehouse.LakehouseException if there is no such folder, or one of them
   *     can't be read
   */
  public static List<DeltaTable> in(String lakehouse) {
    Set<String> there = new HashSet<>(DeltaTable.namesIn(lakehouse));
    return WarehouseSchema.load().tables().stream()
        .filter(table -> there.contains(table.name()))
        .map(table -> DeltaTable.discover(lakehouse, table.name()))
        .toList();
  }
}
