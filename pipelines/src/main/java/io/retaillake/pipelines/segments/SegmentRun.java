package io.retaillake.pipelines.segments;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.transforms.tables.CustomerSegments;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;

/** What a run found, read back from {@code gold_customer_segments}. */
@AutoValue
public abstract class SegmentRun {

  /** The tracked run. */
  public abstract String id();

  /** Where runs are recorded. */
  public abstract String tracking();

  /** Customers with a value. */
  public abstract long valued();

  /** How many segments there are. */
  public abstract int chosenK();

  /** Mean silhouette of that number, -1 to 1; NaN if there is none. */
  public abstract double silhouette();

  /** Why that number was taken. */
  public abstract String explanation();

  /** Mean adjusted Rand index against other seeds. */
  public abstract double stability();

  /** The segments, by number. */
  public abstract List<Group> groups();

  /** A segment's customers and their expected value, USD. */
  public record Group(String name, long customers, BigDecimal clv) {
    Group plus(BigDecimal more) {
      return new Group(name, customers + 1, clv.add(more));
    }
  }

  static SegmentRun of(
      String lakehouse, String id, String tracking, long valued, SegmentFile segmentation) {
    TreeMap<Integer, Group> groups = new TreeMap<>();
    DeltaTable.open(lakehouse, CustomerSegments.TABLE)
        .snapshot()
        .scan(
            List.of("segment_id", "segment", "clv_12m"),
            row -> {
              Group known =
                  groups.getOrDefault(
                      row.getInt(0), new Group(row.getString(1), 0, BigDecimal.ZERO));
              groups.put(row.getInt(0), known.plus(row.getDecimal(2)));
            });
    return new AutoValue_SegmentRun(
        id,
        tracking,
        valued,
        segmentation.chosenK(),
        segmentation.silhouette(),
        segmentation.explanation(),
        segmentation.stability(),
        List.copyOf(groups.values()));
  }

  /** Customers in all segments. */
  public long customers() {
    return groups().stream().mapToLong(Group::customers).sum();
  }

  /** Whether every customer with a value is in a segment. */
  public boolean balance() {
    return customers() == valued();
  }
}
