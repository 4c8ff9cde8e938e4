package io.retaillake.transforms.admission;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.retaillake.transforms.event.RetailEventCodec;
import java.io.Serializable;
import java.time.Duration;

/**
 * The rules by which records are admitted, as one value: how they are decoded, what makes an event
 * valid, when it counts as late, and for how long its id is remembered.
 */
@AutoValue
public abstract class AdmissionRules implements Serializable {
  private static final long serialVersionUID = 1L;

  /** For how long an id is remembered when nothing else is said: seven days of event time. */
  public static final Duration DEFAULT_DEDUPLICATION_HORIZON = Duration.ofDays(7);

  public abstract RetailEventCodec.Factory codecFactory();

  public abstract ArrivalRule arrivalRule();

  /**
   * How far behind its partition's watermark an event may lie and still be told from a duplicate.
   * An older one is quarantined, so that silver never holds an id twice. Only a copy with an event
   * time of its own, more than the horizon after that of every copy before it, counts as new.
   */
  public abstract Duration deduplicationHorizon();

  /** The platform's rules: one-minute windows, five seconds of lateness, ids kept for a week. */
  public static AdmissionRules of(RetailEventCodec.Factory codecFactory, Duration outOfOrderness) {
    return new AutoValue_AdmissionRules(
        codecFactory, ArrivalRule.oneMinuteWindows(outOfOrderness), DEFAULT_DEDUPLICATION_HORIZON);
  }

  /** Before this time ids are not remembered, once an event of this time was accepted. */
  long horizonMillis(long maxEventMillis) {
    return arrivalRule().watermarkMillis(maxEventMillis) - deduplicationHorizon().toMillis();
  }

  /** A copy that remembers ids for so long, in event time. */
  public AdmissionRules withDeduplicationHorizon(Duration horizon) {
    checkArgument(
        !horizon.isNegative() && !horizon.isZero(), "the deduplication horizon must be positive");
    return new AutoValue_AdmissionRules(codecFactory(), arrivalRule(), horizon);
  }

  /** A reader that decodes and validates by these rules. */
  public EventReader newReader() {
    return new EventReader(codecFactory().create(), new EventValidator());
  }
}
