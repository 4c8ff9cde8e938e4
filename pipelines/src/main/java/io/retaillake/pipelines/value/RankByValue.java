package io.retaillake.pipelines.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.transforms.ApproximateQuantiles;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Ranks customers by value, exactly, without bringing them all to one worker: by approximate
 * quantiles they are shared among ranges of value, ranges are counted, and each is sorted alone. A
 * rank is the customers in higher ranges and the place in the own one. Few customers are one range.
 */
final class RankByValue
    extends PTransform<PCollection<ValuedCustomer>, PCollection<RankedCustomer>> {
  private static final long serialVersionUID = 1L;

  private static final long CUSTOMERS_A_RANGE = 50_000;
  private static final int MOST_RANGES = 1_000;

  private final int ranges;

  private RankByValue(int ranges) {
    this.ranges = ranges;
  }

  /** Ranks about so many customers. */
  static RankByValue among(long customers) {
    return inRanges((int) Math.min(MOST_RANGES, 1 + customers / CUSTOMERS_A_RANGE));
  }

  /** Ranks in so many ranges, which changes nothing but who does the work. */
  static RankByValue inRanges(int ranges) {
    return new RankByValue(ranges);
  }

  @Override
  public PCollection<RankedCustomer> expand(PCollection<ValuedCustomer> customers) {
    PCollection<KV<Integer, ValuedCustomer>> byRange =
        ranges == 1
            ? customers.apply(
                "OneRange",
                WithKeys.<Integer, ValuedCustomer>of(0).withKeyType(TypeDescriptors.integers()))
            : byBounds(customers);
    PCollectionView<Map<Integer, Long>> counts =
        byRange.apply("CountRanges", Count.perKey()).apply("AllCounts", View.asMap());
    return byRange
        .apply("ByRange", GroupByKey.create())
        .apply("Rank", ParDo.of(new RankFn(counts)).withSideInputs(counts));
  }

  private PCollection<KV<Integer, ValuedCustomer>> byBounds(PCollection<ValuedCustomer> customers) {
    PCollectionView<List<Double>> bounds =
        customers
            .apply(
                "Values", MapElements.into(TypeDescriptors.doubles()).via(ValuedCustomer::getClv))
            .setCoder(DoubleCoder.of())
            .apply("Bounds", ApproximateQuantiles.globally(ranges + 1))
            .apply("AllBounds", View.asSingleton());
    return customers.apply("ToRange", ParDo.of(new ToRangeFn(bounds)).withSideInputs(bounds));
  }

  private static final class ToRangeFn extends DoFn<ValuedCustomer, KV<Integer, ValuedCustomer>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<List<Double>> bounds;

    ToRangeFn(PCollectionView<List<Double>> bounds) {
      this.bounds = bounds;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      int place =
          Collections.binarySearch(
              context.sideInput(bounds).stream().distinct().toList(), context.element().getClv());
      context.output(KV.of(place < 0 ? -place - 1 : place, context.element()));
    }
  }

  private static final class RankFn
      extends DoFn<KV<Integer, Iterable<ValuedCustomer>>, RankedCustomer> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Map<Integer, Long>> counts;

    RankFn(PCollectionView<Map<Integer, Long>> counts) {
      this.counts = counts;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      int range = context.element().getKey();
      long above = 0;
      long all = 0;
      for (Map.Entry<Integer, Long> count : context.sideInput(counts).entrySet()) {
        all += count.getValue();
        above += count.getKey() > range ? count.getValue() : 0;
      }
      List<ValuedCustomer> sorted = new ArrayList<>();
      context.element().getValue().forEach(sorted::add);
      sorted.sort(ValuedCustomer.BY_VALUE);
      for (ValuedCustomer customer : sorted) {
        context.output(RankedCustomer.create(customer, ++above, all));
      }
    }
  }
}
