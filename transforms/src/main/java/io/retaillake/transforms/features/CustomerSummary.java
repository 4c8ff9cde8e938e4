package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What a customer's events up to some moment add up to, before customers are compared. Money is in
 * US cents, times are microseconds since 1970-01-01T00:00:00Z. A customer has at least one event.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class CustomerSummary {

  private static final double MICROS_PER_DAY = 86_400e6;

  public abstract String getUserId();

  /** Purchase events. */
  public abstract long getPurchases();

  /** Days, UTC, with a purchase; each after the first is a repeat purchase. */
  public abstract long getPurchaseDays();

  /** Money of all purchases; returns don't lower it. */
  public abstract long getMonetaryCents();

  /** Null without a purchase. */
  public abstract @Nullable Long getFirstPurchaseMicros();

  /** Null without a purchase. */
  public abstract @Nullable Long getLastPurchaseMicros();

  public abstract long getPageViews();

  public abstract long getSearches();

  public abstract long getAddToCarts();

  public abstract long getPromoClicks();

  public abstract long getWishlists();

  public abstract long getReturns();

  /** Different session ids; events without one belong to none. */
  public abstract long getSessions();

  /** Sessions with at least one purchase. */
  public abstract long getBuyingSessions();

  public abstract long getFirstSeenMicros();

  public abstract long getLastSeenMicros();

  /** The category with most purchase revenue, ties to the first name; null without a purchase. */
  public abstract @Nullable String getTopCategory();

  /**
   * The country of most events, ties to the first name; {@code unknown} only if no event names one.
   */
  public abstract String getHomeCountry();

  /** All events, of every type. */
  public final long events() {
    return getPurchases()
        + getPageViews()
        + getSearches()
        + getAddToCarts()
        + getPromoClicks()
        + getWishlists()
        + getReturns();
  }

  /** Days from the last purchase to that moment; null without a purchase. */
  public final @Nullable Double recencyDays(long asOfMicros) {
    return getLastPurchaseMicros() == null
        ? null
        : daysBetween(getLastPurchaseMicros(), asOfMicros);
  }

  /** Days from the first purchase to that moment, known as T; null without a purchase. */
  public final @Nullable Double customerAgeDays(long asOfMicros) {
    return getFirstPurchaseMicros() == null
        ? null
        : daysBetween(getFirstPurchaseMicros(), asOfMicros);
  }

  /** Days from the first event to that moment. */
  public final double tenureDays(long asOfMicros) {
    return daysBetween(getFirstSeenMicros(), asOfMicros);
  }

  /** Days with a purchase, less the first. */
  public final long repeatPurchases() {
    return Math.max(0, getPurchaseDays() - 1);
  }

  /** Money a purchase, half up to the cent; null without a purchase. */
  public final @Nullable BigDecimal averageOrderValue() {
    return getPurchases() == 0 ? null : meanUsd(getMonetaryCents(), getPurchases());
  }

  /**
   * Returns a purchase; null without a purchase. May pass 1, as a purchase can be returned twice.
   */
  public final @Nullable Double returnRate() {
    return getPurchases() == 0 ? null : (double) getReturns() / getPurchases();
  }

  /**
   * The share of the customer's sessions in which something was bought, 0 to 1; null without a
   * session. Events without a session id count on neither side.
   */
  public final @Nullable Double conversionRate() {
    return getSessions() == 0 ? null : (double) getBuyingSessions() / getSessions();
  }

  /** The quotient in US dollars, half up to the cent. */
  static BigDecimal meanUsd(long cents, long count) {
    return BigDecimal.valueOf(cents, 2).divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP);
  }

  private static double daysBetween(long fromMicros, long toMicros) {
    return (toMicros - fromMicros) / MICROS_PER_DAY;
  }

  public static Builder builder() {
    return new AutoValue_CustomerSummary.Builder();
  }

  /** Builds a summary. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setUserId(String userId);

    public abstract Builder setPurchases(long purchases);

    public abstract Builder setPurchaseDays(long purchaseDays);

    public abstract Builder setMonetaryCents(long monetaryCents);

    public abstract Builder setFirstPurchaseMicros(@Nullable Long firstPurchaseMicros);

    public abstract Builder setLastPurchaseMicros(@Nullable Long lastPurchaseMicros);

    public abstract Builder setPageViews(long pageViews);

    public abstract Builder setSearches(long searches);

    public abstract Builder setAddToCarts(long addToCarts);

    public abstract Builder setPromoClicks(long promoClicks);

    public abstract Builder setWishlists(long wishlists);

    public abstract Builder setReturns(long returns);

    public abstract Builder setSessions(long sessions);

    public abstract Builder setBuyingSessions(long buyingSessions);

    public abstract Builder setFirstSeenMicros(long firstSeenMicros);

    public abstract Builder setLastSeenMicros(long lastSeenMicros);

    public abstract Builder setTopCategory(@Nullable String topCategory);

    public abstract Builder setHomeCountry(String homeCountry);

    public abstract CustomerSummary build();
  }
}
