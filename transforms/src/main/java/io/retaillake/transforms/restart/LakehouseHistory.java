package io.retaillake.transforms.restart;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.transforms.admission.AdmittedHistory;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.admission.SettledRecords;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import java.util.List;

/**
 * What a lakehouse knows of a partition: from bronze, the times and ids of the events it admitted;
 * from bronze and quarantine, which records are settled. Read on workers, once a partition, when a
 * pipeline starts.
 */
public final class LakehouseHistory implements AdmittedHistory {

  private static final long MICROS_PER_MILLI = 1_000L;

  private final String lakehouse;
  private final String topic;

  public LakehouseHistory(String lakehouse, String topic) {
    this.lakehouse = lakehouse;
    this.topic = topic;
  }

  @Override
  public long maxEventMillis(int partition, long beforeOffset) {
    long[] max = {ArrivalRule.NO_EVENT_YET};
    snapshot(BronzeEvents.TABLE)
        .scan(
            List.of("event_ts"),
            before(partition, beforeOffset),
            row -> max[0] = Math.max(max[0], Math.floorDiv(row.getLong(0), MICROS_PER_MILLI)));
    return max[0];
  }

  @Override
  public void visitSince(int partition, long beforeOffset, long sinceMillis, Visitor visitor) {
    snapshot(BronzeEvents.TABLE)
        .scan(
            List.of("event_id", "event_ts"),
            before(partition, beforeOffset)
                .andAtLeast("event_ts", Math.multiplyExact(sinceMillis, MICROS_PER_MILLI)),
            row ->
                visitor.visit(row.getString(0), Math.floorDiv(row.getLong(1), MICROS_PER_MILLI)));
  }

  /**
   * Up to where bronze's ledger ends, what it does not hold was refused; from there to where the
   * quarantine's ends, what that does not hold was accepted.
   */
  @Override
  public SettledRecords settledFrom(int partition, long offset) {
    TableSnapshot bronze = snapshot(BronzeEvents.TABLE);
    TableSnapshot quarantine = snapshot(QuarantineEvents.TABLE);
    long heldByBronze = held(bronze, partition);
    long heldByQuarantine = held(quarantine, partition);
    long last = Math.max(heldByBronze, heldByQuarantine);
    if (last < offset) {
      return SettledRecords.none();
    }
    SettledRecords settled = SettledRecords.refusedBetween(offset, last);
    settled.acceptBetween(Math.max(offset, heldByBronze + 1), heldByQuarantine);
    bronze.scan(
        List.of("kafka_offset"), from(partition, offset), row -> settled.accept(row.getLong(0)));
    quarantine.scan(
        List.of("kafka_offset"), from(partition, offset), row -> settled.refuse(row.getLong(0)));
    return settled;
  }

  private long held(TableSnapshot table, int partition) {
    return table.ledger(PartitionId.of(topic, partition)).orElse(Long.MIN_VALUE);
  }

  private TableSnapshot snapshot(TableDefinition table) {
    return DeltaTable.openOrCreate(lakehouse, table).snapshot();
  }

  private static RowFilter from(int partition, long offset) {
    return RowFilter.equalTo("kafka_partition", partition).andAtLeast("kafka_offset", offset);
  }

  private static RowFilter before(int partition, long offset) {
    return RowFilter.equalTo("kafka_partition", partition).andLessThan("kafka_offset", offset);
  }
}
