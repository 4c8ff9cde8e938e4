package io.retaillake.lakehouse.internal;

import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/** Statistics of one column, gathered over the row groups of a file. */
final class ColumnRange {
  private Optional<Statistics<?>> least = Optional.empty();
  private Optional<Statistics<?>> greatest = Optional.empty();
  private boolean rangeKnown = true;
  private boolean nullsKnown = true;
  private long nullCount;

  /** Takes in one row group; null where the file lacks the column. */
  void add(ColumnChunkMetaData chunk) {
    Statistics<?> statistics = chunk == null ? null : chunk.getStatistics();
    if (statistics == null) {
      rangeKnown = false;
      nullsKnown = false;
      return;
    }
    if (statistics.isNumNullsSet()) {
      nullCount += statistics.getNumNulls();
    } else {
      nullsKnown = false;
    }
    if (statistics.hasNonNullValue()) {
      least = Optional.of(least.filter(l -> compareLeast(l, statistics) <= 0).orElse(statistics));
      greatest =
          Optional.of(greatest.filter(g -> compareGreatest(g, statistics) >= 0).orElse(statistics));
    } else if (!statistics.isNumNullsSet() || statistics.getNumNulls() < chunk.getValueCount()) {
      // Values there are, but the writer found them too long, or not comparable.
      rangeKnown = false;
    }
  }

  /** The statistics whose minimum is the column's; empty when unknown or all are null. */
  Optional<Statistics<?>> least() {
    return rangeKnown ? least : Optional.empty();
  }

  /** The statistics whose maximum is the column's; empty when unknown or all are null. */
  Optional<Statistics<?>> greatest() {
    return rangeKnown ? greatest : Optional.empty();
  }

  boolean nullsKnown() {
    return nullsKnown;
  }

  long nullCount() {
    return nullCount;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compareLeast(Statistics<?> a, Statistics<?> b) {
    return ((Statistics) a).comparator().compare(a.genericGetMin(), b.genericGetMin());
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compareGreatest(Statistics<?> a, Statistics<?> b) {
    return ((Statistics) a).comparator().compare(a.genericGetMax(), b.genericGetMax());
  }
}
