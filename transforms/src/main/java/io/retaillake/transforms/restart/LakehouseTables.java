package io.retaillake.transforms.restart;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.util.List;
import java.util.OptionalLong;

/** The tables of a lakehouse, as they are when this is made; what is missing is created empty. */
final class LakehouseTables implements AdmittedTables {

  private static final long MICROS_PER_MILLI = 1_000L;

  private final String lakehouse;
  private final String topic;
  private final TableSnapshot bronze;
  private final TableSnapshot silver;
  private final TableSnapshot quarantine;
  private final TableSnapshot windows;

  LakehouseTables(String lakehouse, String topic) {
    this.lakehouse = lakehouse;
    this.topic = topic;
    bronze = snapshot(BronzeEvents.TABLE);
    silver = snapshot(SilverEvents.TABLE);
    quarantine = snapshot(QuarantineEvents.TABLE);
    windows = snapshot(RevenueWindows.TABLE);
  }

  private TableSnapshot snapshot(TableDefinition table) {
    return DeltaTable.openOrCreate(lakehouse, table).snapshot();
  }

  @Override
  public OptionalLong heldByAll(int partition) {
    String id = PartitionId.of(topic, partition);
    long least = Long.MAX_VALUE;
    for (TableSnapshot table : List.of(bronze, silver, quarantine)) {
      OptionalLong held = table.ledger(id);
      if (held.isEmpty()) {
        return held;
      }
      least = Math.min(least, held.getAsLong());
    }
    return OptionalLong.of(least);
  }

  @Override
  public void visitAccepted(long sinceMillis, AcceptedVisitor visitor) {
    bronze.scan(
        List.of("kafka_partition", "kafka_offset", "event_ts"),
        sinceMillis == Long.MIN_VALUE
            ? RowFilter.all()
            : RowFilter.atLeast("event_ts", Math.multiplyExact(sinceMillis, MICROS_PER_MILLI)),
        row -> visitor.visit(row.getInt(0), row.getLong(1), millis(row.getLong(2))));
  }

  @Override
  public void visitSales(SaleVisitor visitor) {
    silver.scan(
        List.of("event_ts", "category", "event_type", "arrival"),
        row -> {
          boolean movesMoney =
              EventType.ofWireName(row.getString(2)).map(EventType::movesMoney).orElse(false);
          if (movesMoney && !row.getString(3).equals(Arrival.TOO_LATE.columnValue())) {
            visitor.visit(millis(row.getLong(0)), row.getString(1));
          }
        });
  }

  @Override
  public void visitWindows(WindowVisitor visitor) {
    windows.scan(
        List.of("window_start", "category", "events"),
        row -> visitor.visit(millis(row.getLong(0)), row.getString(1), row.getLong(2)));
  }

  private static long millis(long micros) {
    return Math.floorDiv(micros, MICROS_PER_MILLI);
  }
}
