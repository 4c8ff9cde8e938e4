package io.retaillake.pipelines.activation;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A table in PostgreSQL with a row a customer, made if it is not there. Changes are applied in one
 * transaction each time they are delivered, by the customer's id; an older publication never
 * overwrites a newer one.
 */
final class CrmTable implements Destination {

  private static final int FETCHED_AT_ONCE = 10_000;

  private final Connection connection;
  private final String table;

  private CrmTable(Connection connection, String table) {
    this.connection = connection;
    this.table = table;
  }

  /**
   * Connects, and makes the table if it is not there.
   *
   * @param table its name, with its schema or without
   * @throws UserError with {@link ExitCode#USAGE} if the name or the URL is none, with {@link
   *     ExitCode#SERVICE} if the database can't be used
   */
  static CrmTable connect(
      String url, @Nullable String user, @Nullable String password, String table) {
    if (!table.matches("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?")) {
      throw new UserError(
          ExitCode.USAGE,
          "--table=" + table + " can't name a table",
          "it is made of small letters, digits and underscores, with a schema or without",
          "Give one such as crm.customer_segments");
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new UserError(
          ExitCode.USAGE,
          "--jdbcUrl does not name a PostgreSQL database",
          "segments are published to PostgreSQL, whose URLs begin with jdbc:postgresql:",
          "Give one such as jdbc:postgresql://localhost/crm");
    }
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "retail-lakehouse");
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "create table if not exists "
                + table
                + " (user_id text primary key, segment_id integer not null, segment text not null,"
                + " tier text not null, clv_12m numeric(18,2) not null,"
                + " prob_alive double precision not null, as_of timestamptz not null,"
                + " publication bigint not null, idempotency_key text not null unique)");
      }
      connection.commit();
      return new CrmTable(connection, table);
    } catch (SQLException e) {
      throw new UserError(
          ExitCode.SERVICE,
          "the database can't be used",
          String.valueOf(e.getMessage()),
          "See that PostgreSQL runs there, --jdbcUrl, --user and JDBC_PASSWORD",
          e);
    }
  }

  @Override
  public Holdings holdings() throws SQLException {
    long last = 0;
    Set<String> users = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCHED_AT_ONCE);
      try (ResultSet rows = statement.executeQuery("select user_id, publication from " + table)) {
        while (rows.next()) {
          users.add(rows.getString(1));
          last = Math.max(last, rows.getLong(2));
        }
      }
    }
    connection.commit();
    return new Holdings(last, users);
  }

  @Override
  public void deliver(List<Change> changes) throws SQLException {
    try (PreparedStatement upsert =
            connection.prepareStatement(
                "insert into "
                    + table
                    + " as crm (user_id, segment_id, segment, tier, clv_12m, prob_alive, as_of,"
                    + " publication, idempotency_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " on conflict (user_id) do update set segment_id = excluded.segment_id,"
                    + " segment = excluded.segment, tier = excluded.tier,"
                    + " clv_12m = excluded.clv_12m, prob_alive = excluded.prob_alive,"
                    + " as_of = excluded.as_of, publication = excluded.publication,"
                    + " idempotency_key = excluded.idempotency_key"
                    + " where crm.publication < excluded.publication");
        PreparedStatement delete =
            connection.prepareStatement(
                "delete from " + table + " where user_id = ? and publication < ?")) {
      for (Change change : changes) {
        PublishedCustomer customer = change.customer();
        if (customer == null) {
          delete.setString(1, change.userId());
          delete.setLong(2, change.publication());
          delete.addBatch();
        } else {
          bind(upsert, change, customer);
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
      delete.executeBatch();
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private static void bind(PreparedStatement upsert, Change change, PublishedCustomer customer)
      throws SQLException {
    upsert.setString(1, customer.userId());
    upsert.setInt(2, customer.segmentId());
    upsert.setString(3, customer.segment());
    upsert.setString(4, customer.tier());
    upsert.setBigDecimal(5, customer.clv());
    upsert.setDouble(6, customer.probAlive());
    upsert.setObject(7, customer.asOf().atOffset(ZoneOffset.UTC));
    upsert.setLong(8, change.publication());
    upsert.setString(9, change.idempotencyKey());
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
