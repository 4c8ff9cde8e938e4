package io.retaillake.pipelines.activation;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.jobs.ModelJobs;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the customers as they are to be published, by id; some 300 bytes of memory each. */
final class GoldCustomers {

  private GoldCustomers() {}

  /**
   * Reads them.
   *
   * @throws io.retaillake.pipelines.cli.UserError if there are none: all would be deleted
   */
  static TreeMap<String, PublishedCustomer> read(String lakehouse) {
    TableSnapshot segments = DeltaTable.open(lakehouse, CustomerSegments.TABLE).snapshot();
    ModelJobs.requireRows(
        CustomerSegments.TABLE, segments, "Run SegmentCustomers once there are purchases");
    Map<String, String> tiers = new HashMap<>();
    DeltaTable.open(lakehouse, CustomerValues.TABLE)
        .snapshot()
        .scan(List.of("user_id", "tier"), row -> tiers.put(row.getString(0), row.getString(1)));
    TreeMap<String, PublishedCustomer> customers = new TreeMap<>();
    segments.scan(
        List.of("user_id", "segment_id", "segment", "clv_12m", "prob_alive", "as_of"),
        row ->
            customers.put(
                row.getString(0),
                new PublishedCustomer(
                    row.getString(0),
                    row.getInt(1),
                    row.getString(2),
                    tiers.getOrDefault(row.getString(0), ""),
                    row.getDecimal(3),
                    row.getDouble(4),
                    Instant.EPOCH.plus(row.getLong(5), ChronoUnit.MICROS))));
    return customers;
  }
}
