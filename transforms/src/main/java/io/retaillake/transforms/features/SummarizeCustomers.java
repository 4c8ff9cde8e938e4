package io.retaillake.transforms.features;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import com.google.common.hash.Hashing;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
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
 * <p>Customers are brought together in groups, and a worker holds the sums of one group at a time
 * while its events go by. Choose so many groups that each has some ten thousand events: a group a
 * customer costs the runner more than the work itself.
 */
@AutoValue
public abstract class SummarizeCustomers
    extends PTransform<PCollection<KV<String, CustomerEvent>>, PCollectionTuple> {

  public static final TupleTag<CustomerSummary> SUMMARIES = new TupleTag<>() {};
  public static final TupleTag<PurchaseHistory> HISTORIES = new TupleTag<>() {};
  public static final TupleTag<CategoryBasket> BASKETS = new TupleTag<>() {};

  /** Counts the events of customers who were left out. */
  public static final String LEFT_OUT_COUNTER = "events_left_out";

  /** Counts the money of the purchases of customers who were left out, US cents. */
  public static final String LEFT_OUT_REVENUE_COUNTER = "purchase_cents_left_out";

  abstract long asOfMicros();

  abstract int groups();

  abstract SerializableFunction<String, Boolean> leftOut();

  /** Sums as of this time, microseconds since 1970-01-01T00:00:00Z. */
  public static SummarizeCustomers asOf(long asOfMicros) {
    return new AutoValue_SummarizeCustomers(asOfMicros, 1, userId -> false);
  }

  /** In how many groups customers are brought together (1). */
  public SummarizeCustomers withGroups(int groups) {
    checkArgument(groups > 0, "groups must be positive");
    return new AutoValue_SummarizeCustomers(asOfMicros(), groups, leftOut());
  }

  /** Leaves out the customers of whom the function says so, and counts their events (none). */
  public SummarizeCustomers leavingOut(SerializableFunction<String, Boolean> leftOut) {
    return new AutoValue_SummarizeCustomers(asOfMicros(), groups(), leftOut);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<String, CustomerEvent>> events) {
    return events
        .apply("Pack", ParDo.of(new PackFn(groups())))
        .setCoder(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()))
        .apply("ByGroup", GroupByKey.create())
        .apply(
            "AddUp",
            ParDo.of(new AddUpFn(asOfMicros(), leftOut()))
                .withOutputTags(SUMMARIES, TupleTagList.of(HISTORIES).and(BASKETS)));
  }

  /** Packs the events of a bundle by group. */
  private static final class PackFn extends DoFn<KV<String, CustomerEvent>, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1L;

    private final int groups;
    private transient EventBlocks blocks;

    PackFn(int groups) {
      this.groups = groups;
    }

    @StartBundle
    public void startBundle() {
      blocks = new EventBlocks();
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, CustomerEvent> event, OutputReceiver<KV<Integer, byte[]>> out) {
      int hash = Hashing.murmur3_32_fixed().hashUnencodedChars(event.getKey()).asInt();
      blocks.add(
          Math.floorMod(hash, groups),
          event.getKey(),
          event.getValue(),
          (group, block) -> out.output(KV.of(group, block)));
    }

    @FinishBundle
    public void finishBundle(FinishBundleContext context) {
      blocks.drainTo(
          (group, block) ->
              context.output(
                  KV.of(group, block), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
    }
  }

  /** Adds up the events of a group, customer by customer. */
  private static final class AddUpFn extends DoFn<KV<Integer, Iterable<byte[]>>, CustomerSummary> {
    private static final long serialVersionUID = 1L;

    private final long asOfMicros;
    private final SerializableFunction<String, Boolean> leftOut;
    private final Counter customers = Metrics.counter(SummarizeCustomers.class, "customers");
    private final Counter eventsLeftOut =
        Metrics.counter(SummarizeCustomers.class, LEFT_OUT_COUNTER);
    private final Counter revenueLeftOut =
        Metrics.counter(SummarizeCustomers.class, LEFT_OUT_REVENUE_COUNTER);

    AddUpFn(long asOfMicros, SerializableFunction<String, Boolean> leftOut) {
      this.asOfMicros = asOfMicros;
      this.leftOut = leftOut;
    }

    @ProcessElement
    public void processElement(
        @Element KV<Integer, Iterable<byte[]>> group, MultiOutputReceiver out) {
      Map<String, CustomerActivity> activities = new HashMap<>();
      for (byte[] block : group.getValue()) {
        EventBlocks.unpack(
            block,
            (userId, event) ->
                activities.computeIfAbsent(userId, CustomerActivity::new).add(event));
      }
      activities.forEach(
          (userId, activity) -> {
            CustomerSummary summary = activity.summary();
            if (leftOut.apply(userId)) {
              eventsLeftOut.inc(summary.events());
              revenueLeftOut.inc(summary.getMonetaryCents());
              return;
            }
            customers.inc();
            out.get(SUMMARIES).output(summary);
            activity.history(asOfMicros).ifPresent(out.get(HISTORIES)::output);
            activity.baskets().forEach(out.get(BASKETS)::output);
          });
    }
  }
}
