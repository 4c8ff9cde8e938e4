package io.retaillake.transforms.admission;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableMap;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.windows.RevenueSum;
import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Judges every record of every partition once, in its partition's order: replayed, quarantined, on
 * time, late, too late, duplicate.
 *
 * <p>In: frames keyed by partition. Out, under {@link #ADMITTED}: judged ranges for the tables,
 * each beginning where the partition's last one ended, handed on when enough records or bytes have
 * gathered or some time has passed; under {@link #SALES}: partial sums of what was bought and
 * returned in time, by category, each stamped inside its window and handed on at once.
 *
 * <p><b>Delivery.</b> Verdicts depend on the partition's order alone, never on how records were
 * gathered or on the clock. A frame that comes ahead of its predecessor waits for it, and holds the
 * watermark; offsets that a transaction or compaction left out are given up after the {@linkplain
 * #withGapPatience patience}, and a record that comes from there all the same fails the pipeline
 * loudly, since its turn is over. On a runner that keeps a partition's frames in order (Flink) the
 * patience can be zero.
 *
 * <p><b>Late data</b> is not dropped here, it is judged. <b>A drain</b> hands on all that is
 * gathered. Without a checkpoint, a partition's memory is rebuilt from the {@linkplain #withHistory
 * history}, so that every verdict is the same as without the restart.
 *
 * <pre>{@code
 * PCollectionTuple admitted =
 *     frames.apply("AdmitEvents", AdmitEvents.by(AdmissionRules.of(codec, outOfOrderness)));
 * admitted.get(AdmitEvents.SALES).apply(SumRevenueByCategory.create());
 * }</pre>
 */
@AutoValue
public abstract class AdmitEvents
    extends PTransform<PCollection<KV<String, Frame>>, PCollectionTuple> {

  /** Judged ranges, for the tables. */
  public static final TupleTag<AdmittedRange> ADMITTED = new TupleTag<>("admitted") {};

  /** Partial sums of revenue by category, for the windows. */
  public static final TupleTag<KV<String, RevenueSum>> SALES = new TupleTag<>("sales") {};

  abstract AdmissionRules rules();

  abstract AdmittedHistory history();

  abstract ImmutableMap<String, Long> startOffsets();

  abstract int maxRangeRecords();

  abstract long maxRangeBytes();

  abstract Duration rangeInterval();

  abstract Duration gapPatience();

  abstract Builder toBuilder();

  public static AdmitEvents by(AdmissionRules rules) {
    return new AutoValue_AdmitEvents.Builder()
        .setRules(rules)
        .setHistory(AdmittedHistory.none())
        .setStartOffsets(ImmutableMap.of())
        .setMaxRangeRecords(100_000)
        .setMaxRangeBytes(32L << 20)
        .setRangeInterval(Duration.ofSeconds(10))
        .setGapPatience(Duration.ofSeconds(10))
        .build();
  }

  /** Where a partition's memory comes from when there is no state of it (nothing was admitted). */
  public AdmitEvents withHistory(AdmittedHistory history) {
    return toBuilder().setHistory(history).build();
  }

  /**
   * The first offset that is read of each partition, by {@link
   * io.retaillake.transforms.kafka.PartitionId}. A partition that is not named starts with the
   * first frame that comes.
   */
  public AdmitEvents withStartOffsets(Map<String, Long> startOffsets) {
    return toBuilder().setStartOffsets(ImmutableMap.copyOf(startOffsets)).build();
  }

  /** The most records that gather before they are handed to the tables (100,000). */
  public AdmitEvents withMaxRangeRecords(int records) {
    checkArgument(records > 0, "maxRangeRecords must be positive");
    return toBuilder().setMaxRangeRecords(records).build();
  }

  /** The longest that records gather before they are handed to the tables (10 s). */
  public AdmitEvents withRangeInterval(Duration interval) {
    checkArgument(!interval.isNegative() && !interval.isZero(), "rangeInterval must be positive");
    return toBuilder().setRangeInterval(interval).build();
  }

  /**
   * How long a frame waits for the offsets before it (10 s); zero where the runner keeps each
   * partition's frames in order.
   */
  public AdmitEvents withGapPatience(Duration patience) {
    checkArgument(!patience.isNegative(), "gapPatience must not be negative");
    return toBuilder().setGapPatience(patience).build();
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<String, Frame>> frames) {
    PCollectionTuple admitted =
        frames.apply(
            "JudgeInOrder",
            ParDo.of(new AdmitFn(this)).withOutputTags(ADMITTED, TupleTagList.of(SALES)));
    admitted.get(ADMITTED).setCoder(AdmittedRange.AdmittedRangeCoder.of());
    admitted.get(SALES).setCoder(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder()));
    return admitted;
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setRules(AdmissionRules rules);

    abstract Builder setHistory(AdmittedHistory history);

    abstract Builder setStartOffsets(ImmutableMap<String, Long> startOffsets);

    abstract Builder setMaxRangeRecords(int records);

    abstract Builder setMaxRangeBytes(long bytes);

    abstract Builder setRangeInterval(Duration interval);

    abstract Builder setGapPatience(Duration patience);

    abstract AdmitEvents build();
  }
}
