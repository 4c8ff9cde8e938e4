package io.retaillake.bigquery.cloud;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TableResult;
import com.google.cloud.storage.Storage;
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
import io.retaillake.bigquery.schema.WarehouseTable;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.lakehouse.DeltaTable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * BigQuery. What is published is loaded into staging tables first, by load jobs, which cost
 * nothing; one transaction then moves all of it into the tables and notes the versions, so that a
 * publication that is killed leaves nothing but staging tables, and those expire.
 */
public final class BigQueryWarehouse implements Warehouse {

  private final BigQuerySettings settings;
  private final WarehouseSchema schema = WarehouseSchema.load();
  private final BigQuery bigQuery;
  private final BigQueryJobs jobs;
  private final Tables tables;
  private final Loader loader;

  BigQueryWarehouse(BigQuerySettings settings, BigQuery bigQuery, Supplier<Storage> storage) {
    this.settings = settings;
    this.bigQuery = bigQuery;
    this.jobs = new BigQueryJobs(bigQuery, settings);
    this.tables = new Tables(bigQuery, settings, jobs);
    this.loader = new Loader(bigQuery, settings, jobs, storage);
  }

  /** The warehouse of these settings; nothing is asked of it yet. */
  public static BigQueryWarehouse at(BigQuerySettings settings) {
    return new BigQueryWarehouse(
        settings, Clients.bigQuery(settings), () -> Clients.storage(settings));
  }

  /**
   * Says whether the dataset can be reached, before work begins that will need it.
   *
   * @throws WarehouseException NO_ACCESS without credentials that suffice, WRONG_PLACE if there is
   *     no such dataset, UNREACHABLE, QUOTA or FAILED
   */
  public void checkDataset() {
    try {
      if (settings.endpoint().isEmpty()) {
        GoogleCredentials.getApplicationDefault();
      }
      if (bigQuery.getDataset(DatasetId.of(settings.project(), settings.dataset())) == null) {
        throw jobs.errors().noDataset();
      }
    } catch (IOException e) {
      throw jobs.errors().noCredentials(e);
    } catch (BigQueryException e) {
      throw jobs.errors().of("The dataset " + settings.dataset() + " can't be used", e);
    }
  }

  @Override
  public String describe() {
    return "BigQuery "
        + settings.project()
        + "."
        + settings.dataset()
        + settings.endpoint().map(endpoint -> " at " + endpoint).orElse("");
  }

  @Override
  public List<PublishResult> publish(List<DeltaTable> published) {
    tables.prepare(schema);
    Map<String, PublishedTable> before = published();
    List<TableState> states =
        published.stream()
            .map(table -> TableState.of(table, before.get(table.definition().name())))
            .toList();
    Map<TableState, TableId> staged = new LinkedHashMap<>();
    List<PublishResult> results = new ArrayList<>();
    try {
      for (TableState state : states) {
        long moved = 0;
        if (!state.unchanged()) {
          if (!state.whole() && state.added().isEmpty()) {
            staged.put(state, null);
          } else {
            staged.put(state, stage(state));
            moved = TableState.rows(state.whole() ? state.files() : state.added());
          }
        }
        results.add(state.result(moved));
      }
      if (!staged.isEmpty()) {
        jobs.run("publish", script(staged, before));
        checkPublished(staged.keySet());
      }
      return results;
    } finally {
      staged.values().stream().filter(id -> id != null).forEach(this::drop);
    }
  }

  private TableId stage(TableState state) {
    WarehouseTable table = schema.table(state.name());
    try (ParquetExport export = ParquetExport.of(state)) {
      return loader.load(state.name(), Tables.schema(table), export.files());
    }
  }

  /** Moves all of it in one transaction, if nobody else published meanwhile. */
  private String script(Map<TableState, TableId> staged, Map<String, PublishedTable> before) {
    String dataset = settings.dataset();
    String unchanged =
        staged.keySet().stream()
            .map(state -> Publications.isStill(dataset, state.name(), before.get(state.name())))
            .collect(Collectors.joining("\n  and "));
    StringBuilder moves = new StringBuilder();
    staged.forEach((state, staging) -> moves.append(move(state, staging)));
    return "begin transaction;\nif "
        + unchanged
        + "\nthen\n"
        + moves
        + "end if;\ncommit transaction;";
  }

  private String move(TableState state, @Nullable TableId staging) {
    String target = settings.dataset() + "." + state.name();
    String columns = String.join(", ", schema.table(state.name()).columnNames());
    StringBuilder moves = new StringBuilder();
    if (state.whole()) {
      moves.append("delete from ").append(target).append(" where true;\n");
    }
    if (staging != null) {
      moves
          .append("insert into " + target + " (" + columns + ")\nselect " + columns + "\nfrom ")
          .append(settings.dataset() + "." + staging.getTable() + ";\n");
    }
    return moves.append(Publications.write(settings.dataset(), state)).toString();
  }

  private void checkPublished(Set<TableState> states) {
    Map<String, PublishedTable> now = published();
    for (TableState state : states) {
      PublishedTable there = now.get(state.name());
      if (there == null
          || !there.tableId().equals(state.tableId())
          || there.version() < state.version()) {
        throw new WarehouseException(
            WarehouseException.Problem.BUSY,
            "Nothing was published to " + describe() + ".",
            "Another publication came first.",
            "Run it again: it goes on from what is published now.");
      }
    }
  }

  private void drop(TableId staging) {
    try {
      bigQuery.delete(staging);
    } catch (BigQueryException e) {
      // It expires by itself.
    }
  }

  @Override
  public Map<String, PublishedTable> published() {
    try {
      return Publications.read(
          jobs.run("read publications", Publications.select(settings.dataset())));
    } catch (WarehouseException e) {
      if (e.problem() == WarehouseException.Problem.TABLE_MISSING) {
        return Map.of();
      }
      throw e;
    }
  }

  @Override
  public List<String> refresh() {
    List<String> refreshed = new ArrayList<>();
    for (MaterializedView view : schema.materializedViews()) {
      jobs.run(
          "refresh " + view.name(),
          "call bq.refresh_materialized_view('"
              + settings.project()
              + "."
              + settings.dataset()
              + "."
              + view.name()
              + "')");
      refreshed.add(view.name());
    }
    return refreshed;
  }

  @Override
  public QueryRows query(
      Statement statement, Map<String, Parameter> parameters, QueryLimits limits) {
    long start = System.nanoTime();
    TableResult result = jobs.query(statement, parameters, limits);
    return new BigQueryRows(
        statement.name(), result, Duration.ofNanos(System.nanoTime() - start), jobs.errors());
  }

  @Override
  public OptionalLong estimateBytes(Statement statement, Map<String, Parameter> parameters) {
    return OptionalLong.of(jobs.estimateBytes(statement, parameters));
  }

  @Override
  public void close() {}
}
