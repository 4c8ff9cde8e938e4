package io.retaillake.transforms.features;

import static com.google.common.collect.Iterables.getOnlyElement;
import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.event.EventType;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;

class SummarizeCustomersTest {

  private static final long AS_OF = 30 * 86_400_000_000L;

  @Test
  void eachCustomerHasOneSummaryWhateverGroupItIsIn() {
    List<KV<String, CustomerEvent>> events = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      events.add(KV.of("u" + i % 20, purchase(i, 100)));
    }
    for (int groups : new int[] {1, 7, 1_000}) {
      Pipeline pipeline = Pipeline.create();
      PCollectionTuple customers = summarize(pipeline, events, groups);

      PAssert.that(customers.get(SummarizeCustomers.SUMMARIES))
          .satisfies(
              summaries -> {
                List<CustomerSummary> all = new ArrayList<>();
                summaries.forEach(all::add);
                assertThat(all).hasSize(20);
                assertThat(all).extracting(CustomerSummary::getUserId).doesNotHaveDuplicates();
                assertThat(all).allMatch(one -> one.getPurchases() == 15);
                assertThat(all).allMatch(one -> one.getMonetaryCents() == 1_500);
                return null;
              });
      pipeline.run().waitUntilFinish();
    }
  }

  @Test
  void onlyWhoBoughtHasAHistoryAndBaskets() {
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple customers =
        summarize(
            pipeline,
            List.of(
                KV.of("ada", purchase(0, 250)),
                KV.of("bob", CustomerEvent.of(EventType.SEARCH, 5, 0, "s", "unknown", "DE"))),
            3);

    PAssert.that(customers.get(SummarizeCustomers.HISTORIES))
        .containsInAnyOrder(PurchaseHistory.of("ada", 0, 0, 30, 0));
    PAssert.that(customers.get(SummarizeCustomers.BASKETS))
        .containsInAnyOrder(CategoryBasket.of("ada", "toys", 1, 250, 0));
    PAssert.that(customers.get(SummarizeCustomers.SUMMARIES))
        .satisfies(
            summaries -> {
              assertThat(summaries)
                  .extracting(CustomerSummary::getUserId)
                  .containsExactlyInAnyOrder("ada", "bob");
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void whoIsLeftOutIsCountedAndInNoTable() {
    Pipeline pipeline = Pipeline.create();
    PCollectionTuple customers =
        keyed(
                pipeline,
                List.of(
                    KV.of("ada", purchase(0, 250)),
                    KV.of("bob", purchase(1, 1_999)),
                    KV.of("bob", CustomerEvent.of(EventType.SEARCH, 5, 0, "s", "unknown", "DE"))))
            .apply("Summarize", SummarizeCustomers.asOf(AS_OF).leavingOut("bob"::equals));

    PAssert.that(customers.get(SummarizeCustomers.SUMMARIES))
        .satisfies(
            summaries -> {
              assertThat(summaries).extracting(CustomerSummary::getUserId).containsExactly("ada");
              return null;
            });
    PAssert.that(customers.get(SummarizeCustomers.HISTORIES))
        .containsInAnyOrder(PurchaseHistory.of("ada", 0, 0, 30, 0));
    PAssert.that(customers.get(SummarizeCustomers.BASKETS))
        .containsInAnyOrder(CategoryBasket.of("ada", "toys", 1, 250, 0));
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    assertThat(counted(result, SummarizeCustomers.LEFT_OUT_COUNTER)).isEqualTo(2);
    assertThat(counted(result, SummarizeCustomers.LEFT_OUT_REVENUE_COUNTER)).isEqualTo(1_999);
  }

  private static long counted(PipelineResult result, String counter) {
    return getOnlyElement(
            result
                .metrics()
                .queryMetrics(
                    MetricsFilter.builder()
                        .addNameFilter(MetricNameFilter.named(SummarizeCustomers.class, counter))
                        .build())
                .getCounters())
        .getAttempted();
  }

  private static PCollectionTuple summarize(
      Pipeline pipeline, List<KV<String, CustomerEvent>> events, int groups) {
    return keyed(pipeline, events)
        .apply("Summarize", SummarizeCustomers.asOf(AS_OF).withGroups(groups));
  }

  private static PCollection<KV<String, CustomerEvent>> keyed(
      Pipeline pipeline, List<KV<String, CustomerEvent>> events) {
    return pipeline.apply(
        Create.of(events).withCoder(KvCoder.of(StringUtf8Coder.of(), CustomerEvent.coder())));
  }

  private static CustomerEvent purchase(long micros, long cents) {
    return CustomerEvent.of(EventType.PURCHASE, micros, cents, "s", "toys", "DE");
  }
}
