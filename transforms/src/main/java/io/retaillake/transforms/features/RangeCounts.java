package io.retaillake.transforms.features;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/** How many customers lie in each range of {@link RankRanges}. */
record RangeCounts(ImmutableMap<Measure, ImmutableLongArray> counts) implements Serializable {

  /** The counts of both; they are of the same ranges. */
  RangeCounts plus(RangeCounts other) {
    ImmutableMap.Builder<Measure, ImmutableLongArray> sums = ImmutableMap.builder();
    for (Measure measure : Measure.values()) {
      ImmutableLongArray left = counts.get(measure);
      ImmutableLongArray right = other.counts.get(measure);
      ImmutableLongArray.Builder sum = ImmutableLongArray.builder(left.length());
      for (int range = 0; range < left.length(); range++) {
        sum.add(left.get(range) + right.get(range));
      }
      sums.put(measure, sum.build());
    }
    return new RangeCounts(sums.buildOrThrow());
  }

  /** Counts customers. Not thread-safe. */
  static final class Counter {
    private final RankRanges ranges;
    private final Map<Measure, long[]> counts = new EnumMap<>(Measure.class);

    Counter(RankRanges ranges) {
      this.ranges = ranges;
      for (Measure measure : Measure.values()) {
        counts.put(measure, new long[ranges.count(measure)]);
      }
    }

    void count(RankedCustomer customer) {
      counts.forEach(
          (measure, inRanges) -> inRanges[ranges.rangeOf(measure, customer.key(measure))]++);
    }

    RangeCounts counts() {
      ImmutableMap.Builder<Measure, ImmutableLongArray> all = ImmutableMap.builder();
      counts.forEach((measure, inRanges) -> all.put(measure, ImmutableLongArray.copyOf(inRanges)));
      return new RangeCounts(all.buildOrThrow());
    }
  }
}
