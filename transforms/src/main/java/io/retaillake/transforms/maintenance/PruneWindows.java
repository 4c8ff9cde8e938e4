package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableMerge;
import io.retaillake.transforms.tables.RevenueWindows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Drops the rows of windows that a later firing has superseded: of each window and category the row
 * with the most events stays, and among equals the one that was there first, so that what readers
 * take for the truth stays the same. Safe beside the stream. Memory: about a hundred bytes for each
 * window and category.
 */
public final class PruneWindows {
  private static final int MOST_ATTEMPTS = 5;
  private static final List<String> COLUMNS =
      List.of("window_start", "category", "events", "emitted_at");

  private final DeltaTable windows;

  /** For the windows of this lakehouse. */
  public PruneWindows(String lakehouse) {
    windows = DeltaTable.open(lakehouse, RevenueWindows.TABLE);
  }

  /**
   * What was dropped, or would be.
   *
   * @param rows superseded rows
   * @param windows windows of a category, each of which keeps a row
   * @param filesRewritten files that held superseded rows
   */
  public record Pruned(long rows, long windows, long filesRewritten) {}

  /** What a run would drop now. */
  public Pruned plan() {
    try (TableMerge merge = begin()) {
      return prune(merge);
    }
  }

  /**
   * Drops them.
   *
   * @throws LakehouseException COMMIT_CONFLICT, READ_FAILED or WRITE_FAILED; nothing is changed
   *     then
   */
  public Pruned run() {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try (TableMerge merge = begin()) {
        Pruned pruned = prune(merge);
        if (merge.commit()) {
          return pruned;
        }
      }
    }
    throw new LakehouseException(
        Problem.COMMIT_CONFLICT,
        "The windows' table was not pruned.",
        "Other writers changed the files concerned " + MOST_ATTEMPTS + " times.",
        "Run again when no other engine deletes from or optimizes the table.");
  }

  private TableMerge begin() {
    return TableMerge.begin(windows, "DELETE", Map.of("reason", "superseded windows"));
  }

  private static Pruned prune(TableMerge merge) {
    Map<Window, Firing> last = new HashMap<>();
    merge
        .snapshot()
        .scan(
            COLUMNS,
            row -> last.merge(Window.of(row), Firing.of(row), (one, other) -> one.over(other)));
    long rows = merge.remove(COLUMNS, file -> true, row -> isSuperseded(row, last));
    return new Pruned(rows, last.size(), merge.filesRewritten());
  }

  /** Rows that are equal to the one that stays do no harm, and stay too. */
  private static boolean isSuperseded(RowView row, Map<Window, Firing> last) {
    Firing kept = last.get(Window.of(row));
    return kept != null && !kept.equals(Firing.of(row));
  }

  private record Window(long startMicros, String category) {
    static Window of(RowView row) {
      return new Window(row.getLong(0), row.getString(1));
    }
  }

  private record Firing(long events, long emittedAtMicros) {
    static Firing of(RowView row) {
      return new Firing(row.getLong(2), row.getLong(3));
    }

    Firing over(Firing other) {
      if (events != other.events) {
        return events > other.events ? this : other;
      }
      return emittedAtMicros <= other.emittedAtMicros ? this : other;
    }
  }
}
