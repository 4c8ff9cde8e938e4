package io.retaillake.pipelines.books;

import java.math.BigDecimal;
import java.util.List;

/**
 * The books of a lakehouse.
 *
 * @param produced records on the topic, from the first that was there to its end
 * @param bronze rows of bronze: every acceptable record
 * @param bronzeIds different event ids in bronze
 * @param silver rows of silver
 * @param silverIds different event ids in silver
 * @param quarantined rows of the quarantine
 * @param late rows of silver behind their watermark that were still summed
 * @param tooLate rows of silver that came too late to be summed
 * @param windowRows rows of the windows, one a firing
 * @param windows windows of a category that have a sale
 * @param silverRevenue the revenue of all of silver, USD
 * @param tooLateRevenue the part of it that came too late, USD
 * @param windowRevenue the revenue in final windows, USD
 * @param forgotten records of customers that were forgotten, once rows of bronze or quarantine
 * @param forgottenRevenue what windows have counted of them, USD
 * @param latency how long after Kafka's time of a record it was judged
 */
public record Books(
    long produced,
    long bronze,
    long bronzeIds,
    long silver,
    long silverIds,
    long quarantined,
    long late,
    long tooLate,
    long windowRows,
    long windows,
    BigDecimal silverRevenue,
    BigDecimal tooLateRevenue,
    BigDecimal windowRevenue,
    long forgotten,
    BigDecimal forgottenRevenue,
    Latency latency) {

  /** Records that repeat an event. */
  public long duplicates() {
    return bronze - bronzeIds;
  }

  /** The part of silver that came behind its watermark; 0 if silver is empty. */
  public double lateShare() {
    return silver == 0 ? 0 : (double) (late + tooLate) / silver;
  }

  /** What has to add up, in the order in which it is printed. */
  public List<Balance> balances() {
    return List.of(
        Balance.of(
            "produced",
            "= bronze %s + quarantined %s" + (forgotten == 0 ? "" : " + forgotten %s"),
            BigDecimal.valueOf(produced),
            BigDecimal.valueOf(bronze),
            BigDecimal.valueOf(quarantined),
            BigDecimal.valueOf(forgotten)),
        Balance.of(
            "bronze",
            "= silver %s + duplicates %s",
            BigDecimal.valueOf(bronze),
            BigDecimal.valueOf(silver),
            BigDecimal.valueOf(duplicates())),
        Balance.of(
            "event ids",
            "in silver, one row each: %s rows",
            BigDecimal.valueOf(silverIds),
            BigDecimal.valueOf(silver)),
        Balance.of(
            "revenue",
            "in silver = %s in windows + %s too late"
                + (forgottenRevenue.signum() == 0 ? "" : " + %s of forgotten customers"),
            silverRevenue,
            windowRevenue,
            tooLateRevenue,
            forgottenRevenue.negate()));
  }

  /** True if all of it adds up. */
  public boolean balance() {
    return balances().stream().allMatch(Balance::holds);
  }
}
