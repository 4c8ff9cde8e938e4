package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.PublishedTable;
import io.retaillake.bigquery.TableState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;

/** What was published, kept in the file itself. */
final class Publications {

  static final String CREATE =
      """
      create table if not exists retail.publications (
        table_name varchar primary key,
        table_id varchar not null,
        delta_version bigint not null,
        data_rows bigint not null,
        published_at timestamptz not null
      )""";

  private Publications() {}

  static Map<String, PublishedTable> read(Connection connection) throws SQLException {
    Map<String, PublishedTable> published = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select table_name, table_id, delta_version, data_rows, published_at"
                    + " from retail.publications")) {
      while (rows.next()) {
        published.put(
            rows.getString(1),
            new PublishedTable(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getObject(5, OffsetDateTime.class).toInstant()));
      }
    }
    return published;
  }

  static void write(Connection connection, TableState table, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert or replace into retail.publications values (?, ?, ?, ?, ?)")) {
      insert.setString(1, table.name());
      insert.setString(2, table.tableId());
      insert.setLong(3, table.version());
      insert.setLong(4, table.rows());
      insert.setObject(5, now.atOffset(ZoneOffset.UTC));
      insert.execute();
    }
  }
}
