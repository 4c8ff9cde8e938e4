package io.retaillake.transforms.features;

import static com.google.common.collect.Iterables.getOnlyElement;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Finds, by each measure, the customer that each tile of {@code NTILE} begins with. Exact, by
 * counting:
 *
 * <ol>
 *   <li>a random sample of customers cuts the order of all into ranges (with 2,000 in the sample, a
 *       range holds about a two-thousandth of the customers);
 *   <li>all customers are counted by range, so it is known in which range, and at which place in
 *       it, each tile begins;
 *   <li>only the customers of these few ranges are brought together, a range on a worker, and
 *       sorted.
 * </ol>
 *
 * <p>The sample decides how even the ranges are, never the result. Ranges are of values and
 * customers, so many customers with one value spread over many ranges.
 */
final class FindTileStarts extends PTransform<PCollection<RankedCustomer>, PCollection<TileStart>> {
  private static final long serialVersionUID = 1L;

  private final int tiles;
  private final int sampleSize;

  FindTileStarts(int tiles, int sampleSize) {
    this.tiles = tiles;
    this.sampleSize = sampleSize;
  }

  @Override
  public PCollection<TileStart> expand(PCollection<RankedCustomer> customers) {
    PCollectionView<Iterable<RankRanges>> ranges =
        customers
            .apply(
                "Sample",
                Combine.globally(Sample.<RankedCustomer>combineFn(sampleSize)).withoutDefaults())
            .apply(
                "CutIntoRanges",
                MapElements.into(TypeDescriptor.of(RankRanges.class)).via(RankRanges::startingAt))
            .setCoder(SerializableCoder.of(RankRanges.class))
            .apply("Ranges", View.asIterable());
    int tileCount = tiles;
    PCollectionView<Iterable<SoughtTiles>> sought =
        customers
            .apply("CountRanges", ParDo.of(new CountFn(ranges)).withSideInputs(ranges))
            .setCoder(SerializableCoder.of(RangeCounts.class))
            .apply("SumCounts", Combine.globally(new SumFn()).withoutDefaults())
            .apply(
                "SeekTiles",
                MapElements.into(TypeDescriptor.of(SoughtTiles.class))
                    .via(counts -> SoughtTiles.of(counts, tileCount)))
            .setCoder(SerializableCoder.of(SoughtTiles.class))
            .apply("Sought", View.asIterable());
    return customers
        .apply("PickRanges", ParDo.of(new PickFn(ranges, sought)).withSideInputs(ranges, sought))
        .setCoder(KvCoder.of(VarIntCoder.of(), RankKey.coder()))
        .apply("ByRange", GroupByKey.create())
        .apply("FindStarts", ParDo.of(new FindFn(sought)).withSideInputs(sought))
        .setCoder(SerializableCoder.of(TileStart.class));
  }

  /** Counts the customers of a bundle by range. */
  private static final class CountFn extends DoFn<RankedCustomer, RangeCounts> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<RankRanges>> rangesView;
    private transient @Nullable RankRanges ranges;
    private transient RangeCounts.@Nullable Counter counter;

    CountFn(PCollectionView<Iterable<RankRanges>> ranges) {
      this.rangesView = ranges;
    }

    @StartBundle
    public void startBundle() {
      ranges = null;
      counter = null;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      if (counter == null) {
        ranges = getOnlyElement(context.sideInput(rangesView));
        counter = new RangeCounts.Counter();
      }
      counter.count(ranges, context.element());
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      if (counter != null) {
        context.output(counter.counts(), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
      }
    }
  }

  private static final class SumFn
      extends Combine.CombineFn<RangeCounts, RangeCounts.Counter, RangeCounts> {
    private static final long serialVersionUID = 1L;

    @Override
    public RangeCounts.Counter createAccumulator() {
      return new RangeCounts.Counter();
    }

    @Override
    public RangeCounts.Counter addInput(RangeCounts.Counter sum, RangeCounts more) {
      sum.add(more);
      return sum;
    }

    @Override
    public RangeCounts.Counter mergeAccumulators(Iterable<RangeCounts.Counter> sums) {
      RangeCounts.Counter sum = createAccumulator();
      sums.forEach(one -> sum.add(one.counts()));
      return sum;
    }

    @Override
    public RangeCounts extractOutput(RangeCounts.Counter sum) {
      return sum.counts();
    }

    @Override
    public Coder<RangeCounts.Counter> getAccumulatorCoder(
        CoderRegistry registry, Coder<RangeCounts> inputCoder) {
      return SerializableCoder.of(RangeCounts.Counter.class);
    }
  }

  /** Lets through the customers of the ranges in which a tile begins. */
  private static final class PickFn extends DoFn<RankedCustomer, KV<Integer, RankKey>> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<RankRanges>> rangesView;
    private final PCollectionView<Iterable<SoughtTiles>> soughtView;
    private transient @Nullable RankRanges ranges;
    private transient @Nullable SoughtTiles sought;

    PickFn(
        PCollectionView<Iterable<RankRanges>> ranges,
        PCollectionView<Iterable<SoughtTiles>> sought) {
      this.rangesView = ranges;
      this.soughtView = sought;
    }

    @StartBundle
    public void startBundle() {
      ranges = null;
      sought = null;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      if (ranges == null) {
        ranges = getOnlyElement(context.sideInput(rangesView));
        sought = getOnlyElement(context.sideInput(soughtView));
      }
      for (Measure measure : Measure.values()) {
        RankKey key = context.element().key(measure);
        int range = ranges.rangeOf(measure, key);
        if (sought.isSought(measure, range)) {
          context.output(KV.of(keyOf(measure, range), key));
        }
      }
    }
  }

  /** Sorts the customers of a range, and takes those that a tile begins with. */
  private static final class FindFn extends DoFn<KV<Integer, Iterable<RankKey>>, TileStart> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<SoughtTiles>> sought;

    FindFn(PCollectionView<Iterable<SoughtTiles>> sought) {
      this.sought = sought;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      int key = context.element().getKey();
      getOnlyElement(context.sideInput(sought))
          .startsAmong(measureOf(key), rangeOf(key), context.element().getValue())
          .forEach(context::output);
    }
  }

  private static int keyOf(Measure measure, int range) {
    return range * Measure.values().length + measure.ordinal();
  }

  private static Measure measureOf(int key) {
    return Measure.values()[key % Measure.values().length];
  }

  private static int rangeOf(int key) {
    return key / Measure.values().length;
  }
}
