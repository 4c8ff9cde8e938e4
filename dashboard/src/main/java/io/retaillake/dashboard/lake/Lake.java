package io.retaillake.dashboard.lake;

import com.google.common.util.concurrent.Uninterruptibles;
import io.retaillake.bigquery.WarehouseException;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseTable;
import io.retaillake.lakehouse.LakehouseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of a lakehouse. They follow its commits, and outlive its tables: one that can't be
 * read keeps the figures that it had, one that is gone has none. Safe for use by several threads.
 *
 * <pre>{@code
 * try (Lake lake = Lake.open(Path.of("data/lakehouse"), Duration.ofSeconds(5))) {
 *   lake.follow(Duration.ofMillis(500));
 *   List<Map<String, Object>> rows = lake.ask("segments", List.of());
 * }
 * }</pre>
 */
public final class Lake implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lake.class);

  private final FigureStore store;
  private final List<TableFigures> tables;
  private final List<Consumer<LakeState>> listeners = new CopyOnWriteArrayList<>();
  private volatile LakeState state = new LakeState(0, Map.of(), Map.of());
  private volatile boolean closed;

  private Lake(FigureStore store, List<TableFigures> tables) {
    this.store = store;
    this.tables = tables;
  }

  /**
   * Reads the tables that are there now; the folder itself may come later.
   *
   * @param timeout how long a question may take
   */
  public static Lake open(Path lakehouse, Duration timeout) {
    FigureStore store = new FigureStore(timeout);
    List<TableFigures> tables =
        WarehouseSchema.load().tables().stream()
            .map(WarehouseTable::name)
            .map(
                name ->
                    new TableFigures(
                        lakehouse.toString(), name, store, new TableWatch(lakehouse, name)))
            .toList();
    Lake lake = new Lake(store, tables);
    lake.refresh();
    return lake;
  }

  /** What the figures are of. */
  public LakeState state() {
    return state;
  }

  /** Looks for new commits this often, until it is closed. */
  public void follow(Duration period) {
    Thread thread =
        new Thread(
            () -> {
              while (!closed) {
                Uninterruptibles.sleepUninterruptibly(period);
                refresh();
              }
            },
            "lake-follower");
    thread.setDaemon(true);
    thread.start();
  }

  /** Calls it after each change, on the thread that made it. */
  public void onChange(Consumer<LakeState> listener) {
    listeners.add(listener);
  }

  /** Brings the figures up to date. */
  public synchronized void refresh() {
    Map<String, String> problems = new TreeMap<>();
    boolean changed = false;
    for (TableFigures table : tables) {
      if (closed) {
        return;
      }
      try {
        if (table.isStale()) {
          table.refresh();
          changed = true;
        }
      } catch (LakehouseException | WarehouseException e) {
        problems.put(table.name(), "It can't be read now; it is tried again.");
        if (!state.problems().containsKey(table.name())) {
          LOG.warn("table {} can't be read: {}", table.name(), e.getMessage());
        }
      }
    }
    if (changed || !problems.equals(state.problems())) {
      Map<String, LakeTable> there = new TreeMap<>();
      tables.forEach(table -> table.table().ifPresent(it -> there.put(it.name(), it)));
      state = new LakeState(state.generation() + 1, Map.copyOf(there), Map.copyOf(problems));
      listeners.forEach(listener -> listener.accept(state));
    }
  }

  /**
   * Asks a question of the figures.
   *
   * @param question the name of its file in {@code page/sql}
   * @param values of its question marks, in their order
   * @throws WarehouseException TIMEOUT if it takes too long; FAILED
   */
  public List<Map<String, Object>> ask(String question, List<Object> values) {
    return store.ask(question, values);
  }

  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      store.close();
    }
  }
}
