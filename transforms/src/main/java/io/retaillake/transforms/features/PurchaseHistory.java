package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * How often and how recently a customer came back to buy, as models of customer value take it.
 *
 * <p>A period is a day, UTC, and all purchases of a day count as one, so these are the x, t_x and T
 * of Fader, Hardie and Lee, "Counting Your Customers" the Easy Way (Marketing Science 24, 2005), in
 * days: what {@code summary_data_from_transaction_data(freq='D')} of the Python package lifetimes
 * gives.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class PurchaseHistory {

  private static final double DAYS_PER_WEEK = 7.0;

  public abstract String getUserId();

  /** x: days with a purchase, less the first. */
  public abstract long getFrequency();

  /** t_x: days from the first day with a purchase to the last. */
  public abstract long getRecencyDays();

  /** T: days from the first day with a purchase to the day of the as-of time. */
  public abstract long getAgeDays();

  /** Money of the days after the first, US cents. */
  public abstract long getRepeatCents();

  public final double recencyWeeks() {
    return getRecencyDays() / DAYS_PER_WEEK;
  }

  public final double ageWeeks() {
    return getAgeDays() / DAYS_PER_WEEK;
  }

  /** Mean money of the repeat days, half up to the cent; null if there is none. */
  public final @Nullable BigDecimal meanOrderValue() {
    return getFrequency() == 0 ? null : CustomerSummary.meanUsd(getRepeatCents(), getFrequency());
  }

  /** A history. */
  public static PurchaseHistory of(
      String userId, long frequency, long recencyDays, long ageDays, long repeatCents) {
    return builder()
        .setUserId(userId)
        .setFrequency(frequency)
        .setRecencyDays(recencyDays)
        .setAgeDays(ageDays)
        .setRepeatCents(repeatCents)
        .build();
  }

  static Builder builder() {
    return new AutoValue_PurchaseHistory.Builder();
  }

  /** Builds a history. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUserId(String userId);

    abstract Builder setFrequency(long frequency);

    abstract Builder setRecencyDays(long recencyDays);

    abstract Builder setAgeDays(long ageDays);

    abstract Builder setRepeatCents(long repeatCents);

    abstract PurchaseHistory build();
  }
}
