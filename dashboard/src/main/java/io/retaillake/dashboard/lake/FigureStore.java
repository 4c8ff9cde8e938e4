package io.retaillake.dashboard.lake;

import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.WarehouseException.Problem;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.duckdb.DuckDBConnection;

/**
 * A DuckDB in memory that holds the figures. One thread changes them, many ask: a question sees the
 * figures before a change or after it.
 */
final class FigureStore implements AutoCloseable {

  private final DuckDBConnection writer;
  private final Duration timeout;
  private final ScheduledExecutorService alarms =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "question-timeout");
            thread.setDaemon(true);
            return thread;
          });

  FigureStore(Duration timeout) {
    this.timeout = timeout;
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("preserve_insertion_order", "false");
    try {
      writer = DriverManager.getConnection("jdbc:duckdb:", settings).unwrap(DuckDBConnection.class);
      inUtc(writer);
      run(Scripts.statements("create"));
    } catch (SQLException e) {
      throw failed("start", e);
    }
  }

  /** Runs these statements as one change: all of them, or none. */
  void change(List<String> statements) {
    try {
      run(List.of("begin"));
      run(statements);
      run(List.of("commit"));
    } catch (SQLException e) {
      try {
        run(List.of("rollback"));
      } catch (SQLException ended) {
        e.addSuppressed(ended);
      }
      throw failed("load", e);
    }
  }

  private void run(List<String> statements) throws SQLException {
    try (Statement statement = writer.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /**
   * Asks a question.
   *
   * @param name the name of its file
   * @param values of its question marks, in their order
   * @return the rows, each by column
   * @throws WarehouseException TIMEOUT if it took too long
   */
  List<Map<String, Object>> ask(String name, List<Object> values) {
    AtomicBoolean late = new AtomicBoolean();
    try (Connection connection = inUtc(writer.duplicate());
        PreparedStatement prepared = connection.prepareStatement(Scripts.text(name))) {
      for (int i = 0; i < values.size(); i++) {
        prepared.setObject(i + 1, values.get(i));
      }
      Future<?> alarm =
          alarms.schedule(
              () -> {
                late.set(true);
                cancel(prepared);
              },
              timeout.toMillis(),
              TimeUnit.MILLISECONDS);
      try (ResultSet rows = prepared.executeQuery()) {
        return read(rows);
      } finally {
        alarm.cancel(false);
      }
    } catch (SQLException e) {
      if (late.get()) {
        throw new WarehouseException(
            Problem.TIMEOUT,
            "The figures of '" + name + "' took too long.",
            "They did not come within " + timeout.toMillis() + " ms, and the question was stopped.",
            "Ask for less, such as fewer days, or start the dashboard with a longer --timeout.",
            e);
      }
      throw failed(name, e);
    }
  }

  private static void cancel(Statement statement) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException("a question could not be stopped", e);
    }
  }

  private static List<Map<String, Object>> read(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    List<Map<String, Object>> all = new ArrayList<>();
    while (rows.next()) {
      Map<String, Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.put(columns.getColumnName(i), value(rows.getObject(i)));
      }
      all.add(row);
    }
    return all;
  }

  private static Object value(Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.toInstant();
    }
    if (value == null
        || value instanceof BigDecimal
        || value instanceof Boolean
        || value instanceof Double
        || value instanceof Instant
        || value instanceof LocalDate
        || value instanceof String) {
      return value;
    }
    return value instanceof Number number ? (Object) number.longValue() : value.toString();
  }

  private static <C extends Connection> C inUtc(C connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("set TimeZone = 'UTC'");
    }
    return connection;
  }

  private static WarehouseException failed(String name, SQLException cause) {
    String message = String.valueOf(cause.getMessage());
    return new WarehouseException(
        Problem.FAILED,
        "'" + name + "' failed.",
        message.lines().findFirst().orElse("") + ".",
        "If the lakehouse is being replaced, wait a moment; else see the log.",
        cause);
  }

  @Override
  public void close() {
    alarms.shutdownNow();
    try {
      writer.close();
    } catch (SQLException e) {
      throw failed("close", e);
    }
  }
}
