package io.retaillake.transforms.features;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.common.collect.ImmutableList;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Scores customers 1 to 5 by recency, frequency and money, exactly as SQL does over all of them:
 *
 * <pre>{@code
 * ntile(5) over (order by recency_days desc nulls first, user_id) as r_score,
 * ntile(5) over (order by frequency, user_id) as f_score,
 * ntile(5) over (order by monetary_total, user_id) as m_score
 * }</pre>
 *
 * <p>{@code user_id} is compared by its UTF-8 bytes. A customer who never bought ranks before all
 * who did.
 *
 * <p><b>In:</b> a bounded collection of summaries, one a customer, in any order. <b>Out:</b> the
 * same with their scores. No worker meets all customers: see {@link FindTileStarts}.
 */
@AutoValue
public abstract class ScoreCustomers
    extends PTransform<PCollection<CustomerSummary>, PCollection<CustomerFeatures>> {

  private static final int TILES = 5;
  private static final int DEFAULT_SAMPLE_SIZE = 2_000;

  abstract int sampleSize();

  public static ScoreCustomers byFifths() {
    return new AutoValue_ScoreCustomers(DEFAULT_SAMPLE_SIZE);
  }

  /**
   * How many customers are sampled (2,000): a worker sorts about six times all customers through
   * this number at once, and every worker holds a sample.
   */
  public ScoreCustomers withSampleSize(int sampleSize) {
    checkArgument(sampleSize > 0, "sampleSize must be positive");
    return new AutoValue_ScoreCustomers(sampleSize);
  }

  @Override
  public PCollection<CustomerFeatures> expand(PCollection<CustomerSummary> summaries) {
    PCollectionView<Iterable<TileStart>> starts =
        summaries
            .apply(
                "Rank",
                MapElements.into(TypeDescriptor.of(RankedCustomer.class)).via(RankedCustomer::of))
            .setCoder(RankedCustomer.coder())
            .apply("FindTileStarts", new FindTileStarts(TILES, sampleSize()))
            .apply("TileStarts", View.asIterable());
    return summaries.apply("Score", ParDo.of(new ScoreFn(starts)).withSideInputs(starts));
  }

  private static final class ScoreFn extends DoFn<CustomerSummary, CustomerFeatures> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<TileStart>> starts;
    private transient RfmScores.@Nullable Rule rule;

    ScoreFn(PCollectionView<Iterable<TileStart>> starts) {
      this.starts = starts;
    }

    @ProcessElement
    public void processElement(ProcessContext context) {
      if (rule == null) {
        rule = new RfmScores.Rule(ImmutableList.copyOf(context.sideInput(starts)));
      }
      context.output(
          CustomerFeatures.of(context.element(), rule.score(RankedCustomer.of(context.element()))));
    }
  }
}
