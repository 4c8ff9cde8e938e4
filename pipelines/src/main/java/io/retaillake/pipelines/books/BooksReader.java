package io.retaillake.pipelines.books;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.maintenance.ForgottenUsers;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the books back from the tables, in memory that does not grow with them: different ids are
 * counted by way of the system's temporary folder, at 16 bytes for each row of bronze.
 */
public final class BooksReader {

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  private final String lakehouse;

  public BooksReader(String lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** The books after this many records were produced. */
  public Books read(long produced) {
    TableSnapshot bronze = snapshot(BronzeEvents.TABLE);
    SilverSums silver = new SilverSums();
    TableSnapshot silverTable = snapshot(SilverEvents.TABLE);
    silverTable.scan(SilverSums.COLUMNS, silver::add);
    WindowSums windows = new WindowSums();
    snapshot(RevenueWindows.TABLE).scan(WindowSums.COLUMNS, windows::add);
    ForgottenUsers.Removed forgotten = ForgottenUsers.removed(lakehouse);
    return new Books(
        produced,
        bronze.rowCount(),
        differentIds(bronze),
        silver.rows,
        differentIds(silverTable),
        snapshot(QuarantineEvents.TABLE).rowCount(),
        silver.late,
        silver.tooLate,
        windows.rows,
        windows.best.size(),
        silver.revenue,
        silver.tooLateRevenue,
        windows.revenue(),
        forgotten.rowsOf(BronzeEvents.TABLE.name())
            + forgotten.rowsOf(QuarantineEvents.TABLE.name()),
        forgotten.revenue(),
        silver.latencies.percentiles());
  }

  private static long differentIds(TableSnapshot table) {
    try (DistinctIds ids = new DistinctIds(TEMPORARY)) {
      table.scan(List.of("event_id"), row -> ids.add(row.getString(0)));
      return ids.count();
    }
  }

  private TableSnapshot snapshot(TableDefinition table) {
    return DeltaTable.open(lakehouse, table).snapshot();
  }

  private static final class SilverSums {
    private static final List<String> COLUMNS = List.of("revenue", "arrival", "flink_latency_ms");

    private final Latency.Samples latencies = new Latency.Samples();
    private long rows;
    private long late;
    private long tooLate;
    private BigDecimal revenue = BigDecimal.ZERO.setScale(2);
    private BigDecimal tooLateRevenue = BigDecimal.ZERO.setScale(2);

    void add(RowView row) {
      rows++;
      BigDecimal amount = row.getDecimal(0);
      revenue = revenue.add(amount);
      String arrival = row.getString(1);
      if (arrival.equals(Arrival.LATE.columnValue())) {
        late++;
      } else if (arrival.equals(Arrival.TOO_LATE.columnValue())) {
        tooLate++;
        tooLateRevenue = tooLateRevenue.add(amount);
      }
      latencies.add(row.getLong(2));
    }
  }

  private static final class WindowSums {
    private static final List<String> COLUMNS =
        List.of("window_start", "category", "events", "revenue");

    private final Map<Key, Total> best = new HashMap<>();
    private long rows;

    void add(RowView row) {
      rows++;
      best.merge(
          new Key(row.getLong(0), row.getString(1)),
          new Total(row.getLong(2), row.getDecimal(3)),
          (one, other) -> one.events >= other.events ? one : other);
    }

    BigDecimal revenue() {
      return best.values().stream()
          .map(Total::revenue)
          .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    private record Key(long windowStartMicros, String category) {}

    private record Total(long events, BigDecimal revenue) {}
  }
}
