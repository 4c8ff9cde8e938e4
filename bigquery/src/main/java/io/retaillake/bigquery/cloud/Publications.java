package io.retaillake.bigquery.cloud;

import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.TableResult;
import io.retaillake.bigquery.PublishedTable;
import io.retaillake.bigquery.TableState;
import java.util.Map;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/** What was published, kept in the dataset itself; the GoogleSQL that reads and writes it. */
final class Publications {

  private static final String TABLE = "publications";

  private Publications() {}

  static String create(String dataset) {
    return "create table if not exists "
        + dataset
        + "."
        + TABLE
        + " (table_name string not null, table_id string not null, delta_version int64 not null,"
        + " data_rows int64 not null, published_at timestamp not null)";
  }

  static String select(String dataset) {
    return "select table_name, table_id, delta_version, data_rows, published_at from "
        + dataset
        + "."
        + TABLE;
  }

  static Map<String, PublishedTable> read(TableResult result) {
    Map<String, PublishedTable> published = new TreeMap<>();
    for (FieldValueList row : result.iterateAll()) {
      published.put(
          row.get(0).getStringValue(),
          new PublishedTable(
              row.get(0).getStringValue(),
              row.get(1).getStringValue(),
              row.get(2).getLongValue(),
              row.get(3).getLongValue(),
              row.get(4).getTimestampInstant()));
    }
    return published;
  }

  /** A condition: the table is still as it was when all was planned. */
  static String isStill(String dataset, String table, @Nullable PublishedTable before) {
    String named =
        "(select count(*) from " + dataset + "." + TABLE + " where table_name = '" + table + "'";
    return before == null
        ? named + ") = 0"
        : named
            + " and table_id = '"
            + before.tableId()
            + "' and delta_version = "
            + before.version()
            + ") = 1";
  }

  /** Sets what the warehouse holds of the table. */
  static String write(String dataset, TableState table) {
    return "delete from "
        + dataset
        + "."
        + TABLE
        + " where table_name = '"
        + table.name()
        + "';\ninsert into "
        + dataset
        + "."
        + TABLE
        + " (table_name, table_id, delta_version, data_rows, published_at) values ('"
        + table.name()
        + "', '"
        + table.tableId()
        + "', "
        + table.version()
        + ", "
        + table.rows()
        + ", current_timestamp());\n";
  }
}
