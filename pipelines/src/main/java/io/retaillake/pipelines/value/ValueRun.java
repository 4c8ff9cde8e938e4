package io.retaillake.pipelines.value;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.models.value.ValueRanking;
import io.retaillake.transforms.tables.CustomerValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a run found, read back from {@code gold_customer_value}. */
@AutoValue
public abstract class ValueRun {

  /** The tracked run. */
  public abstract String id();

  /** Where runs are recorded. */
  public abstract String tracking();

  /** Customers of the purchase history. */
  public abstract long histories();

  /** Customers with a value. */
  public abstract long customers();

  /** Expected value of all customers in the next 12 months, USD. */
  public abstract BigDecimal totalClv();

  /** What part of it the first 20% by value have. */
  public abstract double topShareOfClv();

  /** What part of all past revenue the same customers brought. */
  public abstract double topShareOfPast();

  /** What part of all past revenue its own best 20% brought. */
  public abstract double pastTopShare();

  /** For each percent of the customers, the best first, their part of the value; from 0 to 1. */
  abstract double[] paretoCurve();

  static ValueRun of(String lakehouse, String id, String tracking, long histories) {
    TableSnapshot values = DeltaTable.open(lakehouse, CustomerValues.TABLE).snapshot();
    List<BigDecimal> clv = new ArrayList<>();
    List<BigDecimal> past = new ArrayList<>();
    values.scan(
        List.of("clv_12m", "past_revenue"),
        row -> {
          clv.add(row.getDecimal(0));
          past.add(row.getDecimal(1));
        });
    double[] byClv = clv.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    double[] byPast = past.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    ValueRanking ranking = ValueRanking.of(byClv);
    return new AutoValue_ValueRun(
        id,
        tracking,
        histories,
        clv.size(),
        clv.stream().reduce(BigDecimal.ZERO, BigDecimal::add),
        ranking.topShare(byClv),
        ranking.topShare(byPast),
        ValueRanking.of(byPast).topShare(byPast),
        curve(byClv));
  }

  /** Whether every customer of the history has a value. */
  public boolean balance() {
    return histories() == customers();
  }

  private static double[] curve(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double total = Arrays.stream(sorted).sum();
    double[] curve = new double[101];
    double sum = 0;
    int taken = 0;
    for (int percent = 1; percent <= 100; percent++) {
      while (taken < (long) sorted.length * percent / 100) {
        sum += sorted[sorted.length - ++taken];
      }
      curve[percent] = sum / total;
    }
    return curve;
  }
}
