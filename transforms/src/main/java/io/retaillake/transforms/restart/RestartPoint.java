package io.retaillake.transforms.restart;

import io.retaillake.transforms.admission.ArrivalRule;
import java.util.Collection;
import java.util.HashMap;
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

  private final AdmittedTables tables;
  private final ArrivalRule arrivalRule;

  /** Looks at the tables of a lakehouse as they are now; what is missing is created empty. */
  public RestartPoint(String lakehouse, String topic, ArrivalRule arrivalRule) {
    this(new LakehouseTables(lakehouse, topic), arrivalRule);
  }

  /** Looks at any tables. */
  public RestartPoint(AdmittedTables tables, ArrivalRule arrivalRule) {
    this.tables = tables;
    this.arrivalRule = arrivalRule;
  }

  /**
   * The last offset of each partition that all tables hold. A partition that some table has not met
   * yet is not among them.
   */
  public Map<Integer, Long> heldByAll(Collection<Integer> partitions) {
    Map<Integer, Long> heldByAll = new TreeMap<>();
    for (int partition : partitions) {
      tables.heldByAll(partition).ifPresent(offset -> heldByAll.put(partition, offset));
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
    Map<Integer, Long> maxEventMillis = maxEventMillis(heldByAll);
    if (!maxEventMillis.keySet().containsAll(partitions)) {
      return Map.of();
    }
    long oldestOpen =
        Math.min(oldestOpenWindowMillis(maxEventMillis.values()), oldestUnshownWindowMillis());
    return firstOffsetsSince(oldestOpen, heldByAll);
  }

  /** The highest event time of each partition that has shown one in what all tables hold of it. */
  private Map<Integer, Long> maxEventMillis(Map<Integer, Long> heldByAll) {
    Map<Integer, Long> max = new HashMap<>();
    tables.visitAccepted(
        Long.MIN_VALUE,
        (partition, offset, eventMillis) -> {
          if (offset <= heldByAll.getOrDefault(partition, Long.MIN_VALUE)) {
            max.merge(partition, eventMillis, Math::max);
          }
        });
    return max;
  }

  private long oldestOpenWindowMillis(Collection<Long> maxEventMillis) {
    return maxEventMillis.stream()
        .mapToLong(
            millis -> arrivalRule.oldestOpenWindowMillis(arrivalRule.watermarkMillis(millis)))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private long oldestUnshownWindowMillis() {
    Map<Window, Long> unshown = new HashMap<>();
    tables.visitSales(
        (eventMillis, category) ->
            unshown.merge(
                new Window(arrivalRule.windowStartMillis(eventMillis), category), 1L, Long::sum));
    tables.visitWindows(
        (startMillis, category, shown) ->
            unshown.computeIfPresent(
                new Window(startMillis, category),
                (window, events) -> shown >= events ? null : events));
    return unshown.keySet().stream().mapToLong(Window::startMillis).min().orElse(Long.MAX_VALUE);
  }

  private Map<Integer, Long> firstOffsetsSince(long millis, Map<Integer, Long> heldByAll) {
    Map<Integer, Long> first = new TreeMap<>();
    heldByAll.forEach((partition, held) -> first.put(partition, held + 1));
    if (millis < Long.MAX_VALUE) {
      tables.visitAccepted(
          millis,
          (partition, offset, eventMillis) ->
              first.computeIfPresent(partition, (p, least) -> Math.min(least, offset)));
    }
    return first;
  }

  private record Window(long startMillis, String category) {}
}
