package io.retaillake.pipelines.crash;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How far the tables of a lakehouse have come. */
final class LakehouseView {

  private static final List<TableDefinition> WITH_LEDGER =
      List.of(BronzeEvents.TABLE, SilverEvents.TABLE, QuarantineEvents.TABLE);

  private final Path lakehouse;
  private final String topic;

  LakehouseView(Path lakehouse, String topic) {
    this.lakehouse = lakehouse;
    this.topic = topic;
  }

  /** Up to which offset each partition is in bronze, silver and quarantine all; -1 for not yet. */
  SortedMap<Integer, Long> heldByAll(int partitions) {
    SortedMap<Integer, Long> held = new TreeMap<>();
    for (TableDefinition table : WITH_LEDGER) {
      Map<String, Long> ledgers = snapshot(table).ledgers();
      for (int partition = 0; partition < partitions; partition++) {
        held.merge(
            partition, ledgers.getOrDefault(PartitionId.of(topic, partition), -1L), Math::min);
      }
    }
    return held;
  }

  /** How many purchases and returns of silver belong into windows. */
  long salesInTime() {
    long[] sales = {0};
    snapshot(SilverEvents.TABLE)
        .scan(
            List.of("event_type", "arrival"),
            RowFilter.all(),
            row -> {
              String type = row.getString(0);
              if ((type.equals("purchase") || type.equals("return"))
                  && !row.getString(1).equals(Arrival.TOO_LATE.columnValue())) {
                sales[0]++;
              }
            });
    return sales[0];
  }

  /** How many purchases and returns the final rows of the windows count. */
  long salesInWindows() {
    record Window(long start, String category) {}
    Map<Window, Long> events = new HashMap<>();
    snapshot(RevenueWindows.TABLE)
        .scan(
            List.of("window_start", "category", "events"),
            RowFilter.all(),
            row ->
                events.merge(
                    new Window(row.getLong(0), row.getString(1)), row.getLong(2), Math::max));
    return events.values().stream().mapToLong(Long::longValue).sum();
  }

  private TableSnapshot snapshot(TableDefinition table) {
    return DeltaTable.openOrCreate(lakehouse.toString(), table).snapshot();
  }
}
