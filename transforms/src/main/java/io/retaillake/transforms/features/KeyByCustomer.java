package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import io.retaillake.transforms.admission.SilverRefinement;
import io.retaillake.transforms.event.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Takes from rows of silver what features need, keyed by {@code user_id}, and leaves out events
 * after the as-of time. A missing session, category or country becomes {@code unknown}, a missing
 * revenue 0.
 *
 * <p><b>In:</b> rows with {@link #COLUMNS}. Counted are the events taken, those left out, and the
 * purchases' money in cents.
 */
@AutoValue
public abstract class KeyByCustomer
    extends PTransform<PCollection<Row>, PCollection<KV<String, CustomerEvent>>> {

  /** The columns of silver that are read, in this order. */
  public static final List<String> COLUMNS =
      List.of("user_id", "event_type", "event_ts", "revenue", "session_id", "category", "country");

  /** Counts the events taken. */
  public static final String EVENTS_COUNTER = "events_counted";

  /** Counts the events left out, as they are after the as-of time. */
  public static final String AFTER_COUNTER = "events_after_as_of";

  /** Counts the money of the purchases taken, US cents. */
  public static final String REVENUE_COUNTER = "purchase_cents";

  abstract long asOfMicros();

  /** Events up to this time, microseconds since 1970-01-01T00:00:00Z, that moment included. */
  public static KeyByCustomer upTo(long asOfMicros) {
    return new AutoValue_KeyByCustomer(asOfMicros);
  }

  @Override
  public PCollection<KV<String, CustomerEvent>> expand(PCollection<Row> silver) {
    return silver
        .apply("TakeEvents", ParDo.of(new TakeFn(asOfMicros())))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), CustomerEvent.coder()));
  }

  /** The event of a row of {@link #COLUMNS}. */
  static CustomerEvent event(Row row) {
    Instant at = row.getValue(2);
    BigDecimal revenue = row.getDecimal(3);
    String type = row.getString(1);
    return CustomerEvent.of(
        EventType.ofWireName(type)
            .orElseThrow(() -> new IllegalStateException("No event type of silver: " + type)),
        at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000,
        revenue == null ? 0 : revenue.movePointRight(2).longValueExact(),
        orUnknown(row.getString(4)),
        orUnknown(row.getString(5)),
        orUnknown(row.getString(6)));
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? SilverRefinement.UNKNOWN : text;
  }

  private static final class TakeFn extends DoFn<Row, KV<String, CustomerEvent>> {
    private static final long serialVersionUID = 1L;

    private final long asOfMicros;
    private final Counter events = Metrics.counter(KeyByCustomer.class, EVENTS_COUNTER);
    private final Counter after = Metrics.counter(KeyByCustomer.class, AFTER_COUNTER);
    private final Counter revenue = Metrics.counter(KeyByCustomer.class, REVENUE_COUNTER);

    TakeFn(long asOfMicros) {
      this.asOfMicros = asOfMicros;
    }

    @ProcessElement
    public void processElement(@Element Row row, OutputReceiver<KV<String, CustomerEvent>> out) {
      CustomerEvent event = event(row);
      if (event.tsMicros() > asOfMicros) {
        after.inc();
        return;
      }
      events.inc();
      if (event.type() == EventType.PURCHASE) {
        revenue.inc(event.revenueCents());
      }
      out.output(KV.of(row.getString(0), event));
    }
  }
}
