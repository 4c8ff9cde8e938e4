package io.retaillake.dashboard.lake;

import io.retaillake.bigquery.TableState;
import io.retaillake.bigquery.duckdb.ParquetView;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The figures of one table. Those that add up are kept up to date from the files that a commit
 * added; after a commit that removed files, and for all other tables, they are made anew.
 */
final class TableFigures {

  /** Tables with figures that add up, and so with a script that begins and one that adds. */
  private static final Set<String> SUMMED = Set.of("silver_events", "gold_revenue_windows");

  /** Tables that are held as they are. */
  private static final Set<String> HELD =
      Set.of(
          "quarantine_events",
          "gold_user_features",
          "gold_customer_value",
          "gold_customer_segments",
          "gold_experiment_results");

  /** Each addition leaves rows of its own; after so many they are summed up again. */
  private static final int ADDITIONS = 200;

  private final String lakehouse;
  private final String name;
  private final FigureStore store;
  private final TableWatch watch;
  private Optional<LakeTable> table = Optional.empty();
  private String tableId = "";
  private Set<String> files = Set.of();
  private int additions;

  TableFigures(String lakehouse, String name, FigureStore store, TableWatch watch) {
    this.lakehouse = lakehouse;
    this.name = name;
    this.store = store;
    this.watch = watch;
  }

  String name() {
    return name;
  }

  Optional<LakeTable> table() {
    return table;
  }

  /** True if {@link #refresh} has something to do. */
  boolean isStale() {
    return watch.isGone() ? table.isPresent() : watch.hasChanged();
  }

  /** Brings the figures to the latest version. */
  void refresh() {
    if (watch.isGone()) {
      store.change(cleared());
      forget();
      return;
    }
    DeltaTable delta = DeltaTable.discover(lakehouse, name);
    TableSnapshot snapshot = delta.snapshot();
    List<DataFile> now = snapshot.files();
    Set<String> paths = new HashSet<>();
    now.forEach(file -> paths.add(file.relativePath()));
    boolean adds =
        table.isPresent()
            && snapshot.tableId().equals(tableId)
            && paths.containsAll(files)
            && SUMMED.contains(name);
    List<DataFile> added =
        adds ? now.stream().filter(file -> !files.contains(file.relativePath())).toList() : now;
    TableState state =
        new TableState(delta, snapshot.tableId(), snapshot.version(), now, added, !adds, false);
    load(state, adds);
    watch.read(snapshot.version());
    table =
        Optional.of(
            new LakeTable(
                name, snapshot.version(), snapshot.rowCount(), now.size(), snapshot.timestamp()));
    tableId = snapshot.tableId();
    files = paths;
  }

  private void load(TableState state, boolean adds) {
    List<String> statements = new ArrayList<>();
    if (SUMMED.contains(name)) {
      if (!adds) {
        statements.addAll(cleared());
      }
      if (!state.added().isEmpty()) {
        statements.add(
            "create or replace temp view added as " + ParquetView.select(state, state.added()));
        statements.addAll(Scripts.statements("add_" + name));
        additions++;
      }
      if (additions >= ADDITIONS) {
        statements.addAll(Scripts.statements("compact"));
        additions = 0;
      }
    } else if (HELD.contains(name)) {
      statements.add(
          "create or replace table " + name + " as " + ParquetView.select(state, state.files()));
    }
    store.change(statements);
  }

  private List<String> cleared() {
    return SUMMED.contains(name)
        ? Scripts.statements("clear_" + name)
        : HELD.contains(name) ? List.of("drop table if exists " + name) : List.of();
  }

  private void forget() {
    watch.forget();
    table = Optional.empty();
    tableId = "";
    files = Set.of();
  }
}
