package io.retaillake.bigquery.duckdb;

import io.retaillake.bigquery.Parameter;
import io.retaillake.bigquery.PublishResult;
import io.retaillake.bigquery.PublishedTable;
import io.retaillake.bigquery.QueryLimits;
import io.retaillake.bigquery.QueryRows;
import io.retaillake.bigquery.TableState;
import io.retaillake.bigquery.Warehouse;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.schema.MaterializedView;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseView;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.lakehouse.DeltaTable;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The embedded warehouse: one DuckDB file. A published table is a view over the data files of its
 * version, so publishing moves no rows, however many there are. DuckDB has no materialized views:
 * here they are tables, made anew by each publication of what they are made of and by {@link
 * #refresh}.
 *
 * <p>The file is open only while something is done with it.
 */
public final class DuckDbWarehouse implements Warehouse {

  /** How long to wait for another process that has the file open. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private final DuckDbFile file;
  private final WarehouseSchema schema;

  private DuckDbWarehouse(DuckDbFile file, WarehouseSchema schema) {
    this.file = file;
    this.schema = schema;
  }

  /** The warehouse in this file, which the first publication makes. */
  public static DuckDbWarehouse at(Path file) {
    return at(file, PATIENCE);
  }

  /** As above, waiting this long where another process has the file open. */
  public static DuckDbWarehouse at(Path file, Duration patience) {
    return new DuckDbWarehouse(new DuckDbFile(file, patience), WarehouseSchema.load());
  }

  @Override
  public String describe() {
    return "DuckDB " + file.path();
  }

  @Override
  public List<PublishResult> publish(List<DeltaTable> tables) {
    try (DuckDbFile.Session session = file.write()) {
      try {
        session.connection().setAutoCommit(false);
        session.run("create schema if not exists retail");
        session.run(Publications.CREATE);
        Map<String, PublishedTable> before = Publications.read(session.connection());
        List<TableState> states =
            tables.stream()
                .map(table -> TableState.of(table, before.get(table.definition().name())))
                .toList();
        for (TableState state : states) {
          if (!state.unchanged()) {
            schema.table(state.name());
            publish(session, state);
          }
        }
        makeViews(session, changed(states));
        session.connection().commit();
        return states.stream().map(state -> state.result(0)).toList();
      } catch (SQLException e) {
        throw DuckDbErrors.of("publish", e);
      }
    }
  }

  private static Set<String> changed(List<TableState> states) {
    return states.stream()
        .filter(state -> !state.unchanged())
        .map(TableState::name)
        .collect(Collectors.toSet());
  }

  private static void publish(DuckDbFile.Session session, TableState state) throws SQLException {
    checkRows(session, state);
    session.run(
        "create or replace view retail."
            + state.name()
            + " as\n"
            + ParquetView.select(state, state.files()));
    Publications.write(session.connection(), state, Instant.now());
  }

  /** The files' own row counts against the log's: rows that were deleted within a file differ. */
  private static void checkRows(DuckDbFile.Session session, TableState state) throws SQLException {
    if (state.added().isEmpty()) {
      return;
    }
    long inFiles;
    try (java.sql.Statement statement = session.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sum(num_rows) from parquet_file_metadata("
                    + ParquetView.list(state, state.added())
                    + ")")) {
      rows.next();
      inFiles = rows.getLong(1);
    }
    long inLog = TableState.rows(state.added());
    if (inFiles != inLog) {
      throw new WarehouseException(
          WarehouseException.Problem.STALE,
          "Table '" + state.name() + "' can't be published.",
          "Its files hold " + inFiles + " rows, and its log says " + inLog + ".",
          "Compact the table, so that rows deleted by a deletion vector are gone from its files.");
    }
  }

  /** Makes the views over what changed; one whose tables are not all published waits for them. */
  private void makeViews(DuckDbFile.Session session, Set<String> changed) throws SQLException {
    Set<String> published = Publications.read(session.connection()).keySet();
    for (WarehouseView view : schema.views()) {
      if (published.containsAll(view.query().reads())) {
        session.run(
            "create or replace view retail." + view.name() + " as\n" + view.query().duckSql());
      }
    }
    for (MaterializedView view : schema.materializedViews()) {
      if (!Collections.disjoint(view.query().reads(), changed)) {
        makeIfPossible(session, view, published);
      }
    }
  }

  private static boolean makeIfPossible(
      DuckDbFile.Session session, MaterializedView view, Set<String> published)
      throws SQLException {
    if (!published.containsAll(view.query().reads())) {
      return false;
    }
    session.run("create or replace table retail." + view.name() + " as\n" + view.query().duckSql());
    return true;
  }

  @Override
  public Map<String, PublishedTable> published() {
    if (!file.exists()) {
      return Map.of();
    }
    try (DuckDbFile.Session session = file.read()) {
      return Publications.read(session.connection());
    } catch (SQLException e) {
      WarehouseException error = DuckDbErrors.of("published", e);
      if (error.problem() == WarehouseException.Problem.TABLE_MISSING) {
        return Map.of();
      }
      throw error;
    }
  }

  @Override
  public List<String> refresh() {
    List<String> refreshed = new ArrayList<>();
    try (DuckDbFile.Session session = file.write()) {
      Set<String> published = Publications.read(session.connection()).keySet();
      for (MaterializedView view : schema.materializedViews()) {
        if (makeIfPossible(session, view, published)) {
          refreshed.add(view.name());
        }
      }
      return refreshed;
    } catch (SQLException e) {
      throw DuckDbErrors.of("refresh", e);
    }
  }

  @Override
  public QueryRows query(
      Statement statement, Map<String, Parameter> parameters, QueryLimits limits) {
    return DuckDbRows.run(file.read(), statement, parameters, limits);
  }

  @Override
  public OptionalLong estimateBytes(Statement statement, Map<String, Parameter> parameters) {
    return OptionalLong.empty();
  }

  @Override
  public void close() {}
}
