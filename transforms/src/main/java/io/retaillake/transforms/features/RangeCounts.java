package io.retaillake.transforms.features;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** How many customers lie in each range of {@link RankRanges}; ranges without any are left out. */
record RangeCounts(ImmutableMap<Measure, ImmutableSortedMap<Integer, Long>> counts)
    implements Serializable {

  /** Counts customers, and adds up what others counted in the same ranges. Not thread-safe. */
  static final class Counter implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<Measure, TreeMap<Integer, Long>> counts = new EnumMap<>(Measure.class);

    Counter() {
      for (Measure measure : Measure.values()) {
        counts.put(measure, new TreeMap<>());
      }
    }

    void count(RankRanges ranges, RankedCustomer customer) {
      counts.forEach(
          (measure, byRange) ->
              byRange.merge(ranges.rangeOf(measure, customer.key(measure)), 1L, Long::sum));
    }

    void add(RangeCounts more) {
      more.counts.forEach(
          (measure, byRange) ->
              byRange.forEach((range, n) -> counts.get(measure).merge(range, n, Long::sum)));
    }

    RangeCounts counts() {
      ImmutableMap.Builder<Measure, ImmutableSortedMap<Integer, Long>> all = ImmutableMap.builder();
      counts.forEach(
          (measure, byRange) -> all.put(measure, ImmutableSortedMap.copyOfSorted(byRange)));
      return new RangeCounts(all.buildOrThrow());
    }
  }
}
