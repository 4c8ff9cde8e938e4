package io.retaillake.transforms.features;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * Cuts the order of customers, by each measure, into ranges at the places of some of them: range 0
 * lies before the first of these, and each of them begins a range. A key has a value and a
 * customer, so equal values are cut as well as different ones.
 */
record RankRanges(ImmutableMap<Measure, ImmutableList<RankKey>> starts) implements Serializable {

  /** Ranges that begin at these customers. */
  static RankRanges startingAt(Iterable<RankedCustomer> sample) {
    List<RankedCustomer> customers = ImmutableList.copyOf(sample);
    ImmutableMap.Builder<Measure, ImmutableList<RankKey>> starts = ImmutableMap.builder();
    for (Measure measure : Measure.values()) {
      starts.put(
          measure,
          customers.stream()
              .map(customer -> customer.key(measure))
              .sorted()
              .collect(ImmutableList.toImmutableList()));
    }
    return new RankRanges(starts.buildOrThrow());
  }

  /** The range that the key lies in. */
  int rangeOf(Measure measure, RankKey key) {
    int found = Collections.binarySearch(starts.get(measure), key);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
