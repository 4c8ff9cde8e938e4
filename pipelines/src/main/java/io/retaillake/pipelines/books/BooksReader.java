package io.retaillake.pipelines.books;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.EventIdSet;
import io.retaillake.transforms.maintenance.ForgottenUsers;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the books back from the tables. The ids of all events are held in memory, at about 40 bytes
 * each.
 */
public final class BooksReader {

  private final String lakehouse;

  public BooksReader(String lakehouse) {
    this.lakehouse = lakehouse;
  }

  /** The books after this many records were produced. */
  public Books read(long produced) {
    TableSnapshot bronze = snapshot(BronzeEvents.TABLE);
    EventIdSet bronzeIds = new EventIdSet();
    bronze.scan(List.of("event_id"), row -> bronzeIds.add(row.getString(0)));
    SilverSums silver = new SilverSums();
    snapshot(SilverEvents.TABLE).scan(SilverSums.COLUMNS, silver::add);
    WindowSums windows = new WindowSums();
    snapshot(RevenueWindows.TABLE).scan(WindowSums.COLUMNS, windows::add);
    ForgottenUsers.Removed forgotten = ForgottenUsers.removed(lakehouse);
    return new Books(
        produced,
        bronze.rowCount(),
        bronzeIds.size(),
        silver.rows,
        silver.ids.size(),
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

  private TableSnapshot snapshot(TableDefinition table) {
    return DeltaTable.open(lakehouse, table).snapshot();
  }

  private static final class SilverSums {
    private static final List<String> COLUMNS =
        List.of("event_id", "revenue", "arrival", "flink_latency_ms");

    private final EventIdSet ids = new EventIdSet();
    private final Latency.Samples latencies = new Latency.Samples();
    private long rows;
    private long late;
    private long tooLate;
    private BigDecimal revenue = BigDecimal.ZERO.setScale(2);
    private BigDecimal tooLateRevenue = BigDecimal.ZERO.setScale(2);

    void add(RowView row) {
      rows++;
      ids.add(row.getString(0));
      BigDecimal amount = row.getDecimal(1);
      revenue = revenue.add(amount);
      String arrival = row.getString(2);
      if (arrival.equals(Arrival.LATE.columnValue())) {
        late++;
      } else if (arrival.equals(Arrival.TOO_LATE.columnValue())) {
        tooLate++;
        tooLateRevenue = tooLateRevenue.add(amount);
      }
      latencies.add(row.getLong(3));
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
