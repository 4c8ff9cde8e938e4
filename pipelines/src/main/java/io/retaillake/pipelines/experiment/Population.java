package io.retaillake.pipelines.experiment;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.jobs.ModelJobs;
import io.retaillake.transforms.tables.CustomerSegments;
import io.retaillake.transforms.tables.CustomerValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The customers who may take part: their segment, and what they brought before. Held in memory, at
 * some 200 bytes each.
 *
 * @param customers by id, in its order
 * @param versions of the tables that were read
 */
record Population(TreeMap<String, Member> customers, Map<String, Long> versions) {

  /** A customer: its segment, and its revenue before the test, USD. */
  record Member(String segment, BigDecimal revenueBefore) {}

  /**
   * Reads the customers of these segments; of all where none is named.
   *
   * @throws UserError with {@link ExitCode#USAGE} if there is no such segment
   */
  static Population read(String lakehouse, Set<String> segments) {
    TableSnapshot segmented = DeltaTable.open(lakehouse, CustomerSegments.TABLE).snapshot();
    TableSnapshot valued = DeltaTable.open(lakehouse, CustomerValues.TABLE).snapshot();
    ModelJobs.requireRows(
        CustomerSegments.TABLE, segmented, "Run SegmentCustomers once there are purchases");
    TreeMap<String, Member> customers = new TreeMap<>();
    TreeSet<String> known = new TreeSet<>();
    segmented.scan(
        List.of("user_id", "segment"),
        row -> {
          String segment = row.getString(1);
          known.add(segment);
          if (segments.isEmpty() || segments.contains(segment)) {
            customers.put(row.getString(0), new Member(segment, BigDecimal.ZERO));
          }
        });
    for (String segment : segments) {
      if (!known.contains(segment)) {
        throw new UserError(
            ExitCode.USAGE,
            "--segments names '" + segment + "'",
            "there is no such segment in gold_customer_segments",
            "Name some of: " + String.join(", ", known));
      }
    }
    valued.scan(
        List.of("user_id", "past_revenue"),
        row ->
            customers.computeIfPresent(
                row.getString(0), (id, member) -> new Member(member.segment(), row.getDecimal(1))));
    return new Population(
        customers,
        Map.of(
            CustomerSegments.TABLE.name(), segmented.version(),
            CustomerValues.TABLE.name(), valued.version()));
  }

  /** Each customer's stratum. */
  Map<String, String> strata() {
    Map<String, String> strata = new TreeMap<>();
    customers.forEach((id, member) -> strata.put(id, member.segment()));
    return strata;
  }
}
