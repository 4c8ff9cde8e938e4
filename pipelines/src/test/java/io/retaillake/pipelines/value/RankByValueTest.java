package io.retaillake.pipelines.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankByValueTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void ranksAreThoseOfOneListWithTiesByUserIdHoweverManyRangesThereAre(int ranges) {
    Random random = new Random(3);
    List<ValuedCustomer> customers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      // Half of them are worth one of three values, so that ties lie on the bounds.
      double clv = i % 2 == 0 ? i % 3 : 100 * random.nextDouble();
      customers.add(customer(String.format(Locale.ROOT, "u%03d", i), clv));
    }
    Map<String, Long> expected = new TreeMap<>();
    customers.stream()
        .sorted(ValuedCustomer.BY_VALUE)
        .forEach(one -> expected.put(one.getHistory().getUserId(), expected.size() + 1L));
    Pipeline pipeline = Pipeline.create();
    PCollection<RankedCustomer> ranked =
        pipeline
            .apply("Customers", Create.of(customers))
            .apply("Rank", RankByValue.inRanges(ranges));

    PAssert.that(ranked)
        .satisfies(
            all -> {
              Map<String, Long> ranks = new TreeMap<>();
              for (RankedCustomer one : all) {
                assertThat(one.getCustomers()).isEqualTo(300);
                ranks.put(one.getCustomer().getHistory().getUserId(), one.getRank());
              }
              assertThat(ranks).isEqualTo(expected);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static ValuedCustomer customer(String id, double clv) {
    CustomerHistory history = CustomerHistory.create(id, 0, 1, 2, 3, new BigDecimal("4.00"));
    return ValuedCustomer.create(history, 0.5, 1, 2, clv);
  }
}
