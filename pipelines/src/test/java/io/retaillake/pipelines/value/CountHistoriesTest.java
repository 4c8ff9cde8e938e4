package io.retaillake.pipelines.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.models.value.PurchaseHistories;
import io.retaillake.models.value.SpendingHistories;
import io.retaillake.pipelines.value.HistoryCounts.Purchases;
import io.retaillake.pipelines.value.HistoryCounts.Spending;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class CountHistoriesTest {

  private final CountHistories count = new CountHistories();

  @Test
  void equalHistoriesAreCountedTogetherAcrossWorkers() throws Exception {
    HistoryCounts one =
        count(
            customer("a", 2, 3, 10, "5.00"),
            customer("b", 2, 3, 10, "5.00"),
            customer("c", 0, 0, 10, null));
    HistoryCounts other = count(customer("d", 2, 3, 10, "7.00"), customer("e", 0, 0, 10, null));

    HistoryCounts all = count.mergeAccumulators(List.of(one, travelled(other)));

    assertThat(all.purchases())
        .isEqualTo(Map.of(new Purchases(2, 3, 10), 3L, new Purchases(0, 0, 10), 2L));
    assertThat(all.spending()).isEqualTo(Map.of(new Spending(2, 5), 2L, new Spending(2, 7), 1L));
    PurchaseHistories purchases = all.purchaseHistories();
    assertThat(purchases.size()).isEqualTo(2);
    SpendingHistories spending = all.spendingHistories();
    assertThat(spending.customers()).isEqualTo(3);
    assertThat(spending.meanOfMeans()).isEqualTo(17.0 / 3);
  }

  @Test
  void nobodyIsNothing() throws Exception {
    HistoryCounts none = travelled(count.createAccumulator());

    assertThat(none.purchases()).isEmpty();
    assertThat(none.spendingHistories().size()).isZero();
  }

  private HistoryCounts count(CustomerHistory... customers) {
    HistoryCounts counts = count.createAccumulator();
    for (CustomerHistory customer : customers) {
      counts = count.addInput(counts, customer);
    }
    return counts;
  }

  private static HistoryCounts travelled(HistoryCounts counts) throws Exception {
    return CoderUtils.clone(HistoryCountsCoder.of(), counts);
  }

  private static CustomerHistory customer(
      String id, long frequency, double recency, double age, String mean) {
    return CustomerHistory.create(
        id, 0, frequency, recency, age, mean == null ? null : new BigDecimal(mean));
  }
}
