package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Adds up each customer's events.
 *
 * <p><b>In:</b> a bounded collection of events, keyed by {@code user_id}, none of them after the
 * as-of time. <b>Out:</b> {@link #SUMMARIES}, one a customer; {@link #HISTORIES}, one a customer
 * with a purchase; {@link #BASKETS}, one a customer and category with a purchase.
 *
 * <p>A worker holds one customer at a time: the events go by, their sums stay.
 */
@AutoValue
public abstract class SummarizeCustomers
    extends PTransform<PCollection<KV<String, CustomerEvent>>, PCollectionTuple> {

  public static final TupleTag<CustomerSummary> SUMMARIES = new TupleTag<>() {};
  public static final TupleTag<PurchaseHistory> HISTORIES = new TupleTag<>() {};
  public static final TupleTag<CategoryBasket> BASKETS = new TupleTag<>() {};

  abstract long asOfMicros();

  /** Sums as of this time, microseconds since 1970-01-01T00:00:00Z. */
  public static SummarizeCustomers asOf(long asOfMicros) {
    return new AutoValue_SummarizeCustomers(asOfMicros);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<String, CustomerEvent>> events) {
    return events
        .apply("ByCustomer", GroupByKey.create())
        .apply(
            "AddUp",
            ParDo.of(new AddUpFn(asOfMicros()))
                .withOutputTags(SUMMARIES, TupleTagList.of(HISTORIES).and(BASKETS)));
  }

  private static final class AddUpFn
      extends DoFn<KV<String, Iterable<CustomerEvent>>, CustomerSummary> {
    private static final long serialVersionUID = 1L;

    private final long asOfMicros;
    private final Counter customers = Metrics.counter(SummarizeCustomers.class, "customers");

    AddUpFn(long asOfMicros) {
      this.asOfMicros = asOfMicros;
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, Iterable<CustomerEvent>> customer, MultiOutputReceiver out) {
      CustomerActivity activity = new CustomerActivity(customer.getKey());
      customer.getValue().forEach(activity::add);
      customers.inc();
      out.get(SUMMARIES).output(activity.summary());
      activity.history(asOfMicros).ifPresent(out.get(HISTORIES)::output);
      activity.baskets().forEach(out.get(BASKETS)::output);
    }
  }
}
