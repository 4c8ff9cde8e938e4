package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.ResultColumn;
import io.retaillake.bigquery.sql.Statement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Rows as DuckDB gives them, with the file open until they are closed. */
final class DuckDbRows implements QueryRows {

  private final String name;
  private final DuckDbFile.Session session;
  private final Watchdog watchdog;
  private final PreparedStatement prepared;
  private final ResultSet rows;
  private final List<ResultColumn> columns;
  private final Duration elapsed;

  private DuckDbRows(
      String name,
      DuckDbFile.Session session,
      Watchdog watchdog,
      PreparedStatement prepared,
      ResultSet rows,
      Duration elapsed)
      throws SQLException {
    this.name = name;
    this.session = session;
    this.watchdog = watchdog;
    this.prepared = prepared;
    this.rows = rows;
    this.columns = columns(rows.getMetaData());
    this.elapsed = elapsed;
  }

  /** Runs the statement; the session is closed with the rows, or now if it fails. */
  static DuckDbRows run(
      DuckDbFile.Session session,
      Statement statement,
      Map<String, Parameter> parameters,
      QueryLimits limits) {
    NamedParameters named;
    try {
      named = NamedParameters.of(statement.name(), statement.duckSql(), parameters);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
    Watchdog watchdog = null;
    long start = System.nanoTime();
    try {
      PreparedStatement prepared = prepare(session.connection(), named);
      watchdog = Watchdog.over(prepared, limits.timeout().orElse(Duration.ZERO));
      ResultSet rows = prepared.executeQuery();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      return new DuckDbRows(statement.name(), session, watchdog, prepared, rows, elapsed);
    } catch (SQLException e) {
      if (watchdog != null) {
        watchdog.close();
      }
      session.close();
      if (watchdog != null && watchdog.barked()) {
        throw DuckDbErrors.timeout(statement.name(), limits.timeout().orElseThrow(), e);
      }
      throw DuckDbErrors.of(statement.name(), e);
    }
  }

  private static PreparedStatement prepare(Connection connection, NamedParameters named)
      throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(named.sql());
    for (int i = 0; i < named.values().size(); i++) {
      prepared.setObject(i + 1, DuckDbTypes.parameter(named.values().get(i).value()));
    }
    return prepared;
  }

  private static List<ResultColumn> columns(ResultSetMetaData metaData) throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      columns.add(
          new ResultColumn(
              metaData.getColumnName(i), DuckDbTypes.of(metaData.getColumnTypeName(i))));
    }
    return List.copyOf(columns);
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public Duration elapsed() {
    return elapsed;
  }

  @Override
  public boolean next() {
    try {
      return rows.next();
    } catch (SQLException e) {
      throw DuckDbErrors.of(name, e);
    }
  }

  @Override
  public List<Object> values() {
    try {
      List<Object> values = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        values.add(DuckDbTypes.read(rows, i + 1, columns.get(i).type()));
      }
      return Collections.unmodifiableList(values);
    } catch (SQLException e) {
      throw DuckDbErrors.of(name, e);
    }
  }

  @Override
  public void close() {
    watchdog.close();
    try {
      prepared.close();
    } catch (SQLException e) {
      throw DuckDbErrors.of(name, e);
    } finally {
      session.close();
    }
  }
}
