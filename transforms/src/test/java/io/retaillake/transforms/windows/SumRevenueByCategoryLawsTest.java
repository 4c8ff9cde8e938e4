package io.retaillake.transforms.windows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Whatever the order and the grouping in which they come, what is in time makes the same totals.
 */
class SumRevenueByCategoryLawsTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

  /** One purchase or return: where it belongs, and what it moves. */
  record Sale(String category, int second, RevenueSum sum) {
    KV<String, Integer> window() {
      return KV.of(category, second / 60);
    }
  }

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void finalTotalsDoNotDependOnOrderGroupingOrLateness(
      @ForAll("sales") List<Sale> sales, @ForAll long seed) {
    Map<KV<String, Integer>, RevenueSum> expected = new HashMap<>();
    sales.forEach(sale -> expected.merge(sale.window(), sale.sum(), RevenueSum::plus));

    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(shuffledPartialSums(sales, new Random(seed)))
                .apply(SumRevenueByCategory.create()))
        .satisfies(
            rows -> {
              assertThat(finalTotals(rows)).isEqualTo(expected);
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /**
   * The sales in any order, some added up beforehand, while the watermark goes as far as it may
   * without making anything too late.
   */
  private static TestStream<KV<String, RevenueSum>> shuffledPartialSums(
      List<Sale> sales, Random random) {
    List<Sale> waiting = new ArrayList<>(sales);
    TestStream.Builder<KV<String, RevenueSum>> stream =
        TestStream.create(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder()))
            .advanceWatermarkTo(NOON);
    Instant watermark = NOON;
    while (!waiting.isEmpty()) {
      Sale sale = waiting.remove(random.nextInt(waiting.size()));
      RevenueSum partial = sale.sum();
      for (int i = waiting.size() - 1; i >= 0; i--) {
        if (waiting.get(i).window().equals(sale.window()) && random.nextInt(3) == 0) {
          partial = partial.plus(waiting.remove(i).sum());
        }
      }
      stream =
          stream.addElements(
              TimestampedValue.of(
                  KV.of(sale.category(), partial),
                  NOON.plus(Duration.millis(sale.second() * 1000L))));
      int oldestWindow = waiting.stream().mapToInt(Sale::second).min().orElse(0) / 60;
      Instant furthest = NOON.plus(Duration.millis((oldestWindow + 1) * 60_000L + 4_999));
      if (random.nextBoolean() && furthest.isAfter(watermark)) {
        watermark = furthest;
        stream = stream.advanceWatermarkTo(watermark);
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  /** The readers' rule: of a window's rows, the one with the most events. */
  private static Map<KV<String, Integer>, RevenueSum> finalTotals(Iterable<RevenueWindow> rows) {
    Map<KV<String, Integer>, RevenueSum> totals = new HashMap<>();
    for (RevenueWindow row : rows) {
      int minute = (int) ((row.getWindowStart().getMillis() - NOON.getMillis()) / 60_000);
      totals.merge(
          KV.of(row.getCategory(), minute),
          row.total(),
          (one, other) -> one.events() >= other.events() ? one : other);
    }
    return totals;
  }

  @Provide
  Arbitrary<List<Sale>> sales() {
    Arbitrary<RevenueSum> sums =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 100_000).map(RevenueSum::ofPurchase),
            Arbitraries.longs().between(-100_000, -1).map(RevenueSum::ofReturn));
    return Combinators.combine(
            Arbitraries.of("toys", "books"), Arbitraries.integers().between(0, 179), sums)
        .as(Sale::new)
        .list()
        .ofMaxSize(30);
  }
}
