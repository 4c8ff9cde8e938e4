package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads whole tables for tests. */
final class Scans {

  private Scans() {}

  /** All rows, each as its values by column. */
  static List<Map<String, Object>> rows(String lakehouse, TableDefinition table) {
    List<String> columns = table.columns().stream().map(Column::name).toList();
    List<Map<String, Object>> rows = new ArrayList<>();
    DeltaTable.open(lakehouse, table)
        .snapshot()
        .scan(
            columns,
            view -> {
              Map<String, Object> row = new LinkedHashMap<>();
              for (int i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), view.getValue(i));
              }
              rows.add(row);
            });
    return rows;
  }
}
