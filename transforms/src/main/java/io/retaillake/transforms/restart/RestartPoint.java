package io.retaillake.transforms.restart;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the offsets from which a topic has to be read again when there is nothing but the tables.
 *
 * <p>Below these offsets, every record is in every table that it belongs in, and no window that can
 * still change has a sale. So what is read again brings each table and each such window to what
 * they would be had nothing happened: tables skip what they hold, and windows are counted again
 * from their first sale on. The oldest such window is the older of two:
 *
 * <ul>
 *   <li>the oldest that a new event may enter, by the watermark of the partition that is furthest
 *       behind;
 *   <li>the oldest of which the windows' table does not show all sales that silver has.
 * </ul>
 *
 * <p>A window before that is counted again in part at most, and its row, having fewer events than
 * the row that is there, does no harm.
 *
 * <p>As long as the tables show no event of some partition, its watermark has not begun, and any
 * window may still get a sale from it: then the whole topic is read again. Had the other partitions
 * been left where they are, such a window could show their first sales, or that partition's, but
 * never both.
 */
public final class RestartPoint {

  private static final long MICROS_PER_MILLI = 1_000L;

  private final String topic;
  private final ArrivalRule arrivalRule;
  private final TableSnapshot bronze;
  private final TableSnapshot silver;
  private final TableSnapshot quarantine;
  private final TableSnapshot windows;

  /** Looks at the tables as they are now; what is missing is created empty. */
  public RestartPoint(String lakehouse, String topic, ArrivalRule arrivalRule) {
    this.topic = topic;
    this.arrivalRule = arrivalRule;
    this.bronze = DeltaTable.openOrCreate(lakehouse, BronzeEvents.TABLE).snapshot();
    this.silver = DeltaTable.openOrCreate(lakehouse, SilverEvents.TABLE).snapshot();
    this.quarantine = DeltaTable.openOrCreate(lakehouse, QuarantineEvents.TABLE).snapshot();
    this.windows = DeltaTable.openOrCreate(lakehouse, RevenueWindows.TABLE).snapshot();
  }

  /**
   * The last offset of each partition that all tables hold. A partition that some table has not met
   * yet is not among them.
   */
  public Map<Integer, Long> heldByAll(Collection<Integer> partitions) {
    Map<Integer, Long> heldByAll = new TreeMap<>();
    for (int partition : partitions) {
      String id = PartitionId.of(topic, partition);
      if (bronze.ledger(id).isPresent()
          && silver.ledger(id).isPresent()
          && quarantine.ledger(id).isPresent()) {
        heldByAll.put(
            partition,
            Math.min(
                bronze.ledger(id).getAsLong(),
                Math.min(silver.ledger(id).getAsLong(), quarantine.ledger(id).getAsLong())));
      }
    }
    return heldByAll;
  }

  /**
   * The offset to read each partition from; empty if all have to be read from their beginning.
   *
   * @param partitions those that have records
   */
  public Map<Integer, Long> offsets(Collection<Integer> partitions) {
    Map<Integer, Long> heldByAll = heldByAll(partitions);
    Map<Integer, Long> watermarkMillis = watermarkMillis(heldByAll);
    if (!watermarkMillis.keySet().containsAll(partitions)) {
      return Map.of();
    }
    long oldestOpen =
        Math.min(oldestOpenWindowMillis(watermarkMillis.values()), oldestUnshownWindowMillis());
    return firstOffsetsSince(oldestOpen, heldByAll);
  }

  /** The watermark of each partition that has shown an event within what all tables hold of it. */
  private Map<Integer, Long> watermarkMillis(Map<Integer, Long> heldByAll) {
    Map<Integer, Long> maxEventMicros = new HashMap<>();
    bronze.scan(
        List.of("kafka_partition", "kafka_offset", "event_ts"),
        RowFilter.all(),
        row -> {
          int partition = row.getInt(0);
          if (row.getLong(1) <= heldByAll.getOrDefault(partition, -1L)) {
            maxEventMicros.merge(partition, row.getLong(2), Math::max);
          }
        });
    Map<Integer, Long> watermarks = new HashMap<>();
    maxEventMicros.forEach(
        (partition, micros) ->
            watermarks.put(
                partition, arrivalRule.watermarkMillis(Math.floorDiv(micros, MICROS_PER_MILLI))));
    return watermarks;
  }

  private long oldestOpenWindowMillis(Collection<Long> watermarksMillis) {
    return watermarksMillis.stream()
        .mapToLong(arrivalRule::oldestOpenWindowMillis)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long oldestUnshownWindowMillis() {
    Map<Window, Long> unshown = new HashMap<>();
    silver.scan(
        List.of("event_ts", "category", "event_type", "arrival"),
        RowFilter.all(),
        row -> {
          String type = row.getString(2);
          if ((type.equals("purchase") || type.equals("return"))
              && !row.getString(3).equals(Arrival.TOO_LATE.columnValue())) {
            long eventMillis = Math.floorDiv(row.getLong(0), MICROS_PER_MILLI);
            unshown.merge(
                new Window(arrivalRule.windowStartMillis(eventMillis), row.getString(1)),
                1L,
                Long::sum);
          }
        });
    windows.scan(
        List.of("window_start", "category", "events"),
        RowFilter.all(),
        row -> {
          Window window =
              new Window(Math.floorDiv(row.getLong(0), MICROS_PER_MILLI), row.getString(1));
          unshown.computeIfPresent(window, (w, events) -> row.getLong(2) >= events ? null : events);
        });
    return unshown.keySet().stream().mapToLong(Window::startMillis).min().orElse(Long.MAX_VALUE);
  }

  private Map<Integer, Long> firstOffsetsSince(long millis, Map<Integer, Long> heldByAll) {
    Map<Integer, Long> first = new TreeMap<>();
    heldByAll.forEach((partition, held) -> first.put(partition, held + 1));
    if (millis == Long.MAX_VALUE) {
      return first;
    }
    bronze.scan(
        List.of("kafka_partition", "kafka_offset"),
        RowFilter.atLeast("event_ts", Math.multiplyExact(millis, MICROS_PER_MILLI)),
        row ->
            first.computeIfPresent(row.getInt(0), (p, offset) -> Math.min(offset, row.getLong(1))));
    return first;
  }

  private record Window(long startMillis, String category) {}
}
