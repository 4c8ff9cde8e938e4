package io.retaillake.pipelines.features;

import com.google.auto.value.AutoValue;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.books.Balance;
import io.retaillake.pipelines.runner.Counters;
import io.retaillake.transforms.features.KeyByCustomer;
import io.retaillake.transforms.features.SummarizeCustomers;
import io.retaillake.transforms.tables.CategoryBaskets;
import io.retaillake.transforms.tables.PurchaseHistories;
import io.retaillake.transforms.tables.UserFeatures;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;

/** What a run built, read back from the tables, and whether it adds up. */
@AutoValue
public abstract class FeatureRun {

  public abstract Instant asOf();

  public abstract long silverVersion();

  /** Rows of that version of silver. */
  public abstract long silverRows();

  /** Events of silver after the as-of time. */
  public abstract long eventsAfter();

  /** Events of customers who were forgotten, up to the as-of time. */
  public abstract long eventsForgotten();

  /** Events in the features of all customers. */
  public abstract long eventsCounted();

  /** Money of the purchases that the job took from silver, USD. */
  public abstract BigDecimal purchaseRevenue();

  /** Of that, the money of customers who were forgotten, USD. */
  public abstract BigDecimal forgottenRevenue();

  /** Money in the features of all customers, USD. */
  public abstract BigDecimal featureRevenue();

  /** Money in all baskets, USD. */
  public abstract BigDecimal basketRevenue();

  public abstract long customers();

  /** Rows of the purchase history: customers with a purchase. */
  public abstract long buyers();

  public abstract long baskets();

  static FeatureRun of(FeatureSettings settings, PipelineResult result) {
    TableSnapshot features = DeltaTable.open(settings.lakehouse(), UserFeatures.TABLE).snapshot();
    TableSnapshot baskets = DeltaTable.open(settings.lakehouse(), CategoryBaskets.TABLE).snapshot();
    long[] events = {0};
    features.scan(
        List.of(
            "frequency",
            "page_views",
            "searches",
            "add_to_carts",
            "promo_clicks",
            "wishlists",
            "returns"),
        row -> {
          for (int column = 0; column < 7; column++) {
            events[0] += row.getLong(column);
          }
        });
    return new AutoValue_FeatureRun(
        AsOf.instant(settings.asOfMicros()),
        settings.silverVersion(),
        settings.silverRows(),
        Counters.sum(result, KeyByCustomer.AFTER_COUNTER),
        Counters.sum(result, SummarizeCustomers.LEFT_OUT_COUNTER),
        events[0],
        usd(result, KeyByCustomer.REVENUE_COUNTER),
        usd(result, SummarizeCustomers.LEFT_OUT_REVENUE_COUNTER),
        sum(features, "monetary_total"),
        sum(baskets, "revenue"),
        features.rowCount(),
        DeltaTable.open(settings.lakehouse(), PurchaseHistories.TABLE).snapshot().rowCount(),
        baskets.rowCount());
  }

  private static BigDecimal usd(PipelineResult result, String counter) {
    return BigDecimal.valueOf(Counters.sum(result, counter), 2);
  }

  private static BigDecimal sum(TableSnapshot snapshot, String column) {
    BigDecimal[] sum = {new BigDecimal("0.00")};
    snapshot.scan(List.of(column), row -> sum[0] = sum[0].add(row.getDecimal(0)));
    return sum[0];
  }

  /** What has to add up, in the order in which it is printed. */
  public List<Balance> balances() {
    return List.of(
        Balance.of(
            "silver",
            "= of customers %s + later %s + forgotten %s",
            BigDecimal.valueOf(silverRows()),
            BigDecimal.valueOf(eventsCounted()),
            BigDecimal.valueOf(eventsAfter()),
            BigDecimal.valueOf(eventsForgotten())),
        Balance.of(
            "purchases",
            "in silver = %s in features + %s forgotten",
            purchaseRevenue(),
            featureRevenue(),
            forgottenRevenue()),
        Balance.of(
            "purchases",
            "in silver = %s in baskets + %s forgotten",
            purchaseRevenue(),
            basketRevenue(),
            forgottenRevenue()));
  }

  /** True if all of it adds up. */
  public boolean balance() {
    return balances().stream().allMatch(Balance::holds);
  }
}
