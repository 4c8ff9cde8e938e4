package io.retaillake.transforms.restart;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.AdmittedHistory;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.tables.BronzeEvents;
import java.util.List;

/**
 * What the bronze table knows of a partition: the times and ids of the events it admitted. Read on
 * workers, once a partition, when a pipeline starts without a checkpoint.
 */
public final class BronzeHistory implements AdmittedHistory {

  private static final long MICROS_PER_MILLI = 1_000L;

  private final String lakehouse;

  public BronzeHistory(String lakehouse) {
    this.lakehouse = lakehouse;
  }

  @Override
  public long maxEventMillis(int partition, long beforeOffset) {
    long[] max = {ArrivalRule.NO_EVENT_YET};
    snapshot()
        .scan(
            List.of("event_ts"),
            before(partition, beforeOffset),
            row -> max[0] = Math.max(max[0], Math.floorDiv(row.getLong(0), MICROS_PER_MILLI)));
    return max[0];
  }

  @Override
  public void visitSince(int partition, long beforeOffset, long sinceMillis, Visitor visitor) {
    snapshot()
        .scan(
            List.of("event_id", "event_ts"),
            before(partition, beforeOffset)
                .andAtLeast("event_ts", Math.multiplyExact(sinceMillis, MICROS_PER_MILLI)),
            row ->
                visitor.visit(row.getString(0), Math.floorDiv(row.getLong(1), MICROS_PER_MILLI)));
  }

  private TableSnapshot snapshot() {
    return DeltaTable.openOrCreate(lakehouse, BronzeEvents.TABLE).snapshot();
  }

  private static RowFilter before(int partition, long offset) {
    return RowFilter.equalTo("kafka_partition", partition).andLessThan("kafka_offset", offset);
  }
}
