package io.retaillake.transforms.windows;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.joda.time.Instant;

/**
 * What one category had earned in one window, as known when the row was emitted: a row of {@code
 * gold_revenue_windows}, column for column.
 *
 * <p><b>For readers.</b> A window may have several rows. Each holds the window's total so far,
 * never a difference, so rows are not to be added up. Of all rows with the same {@code
 * window_start} and {@code category}, the one with the most {@code events} is the truth; the others
 * are older, or were left by a try that crashed, or repeat it:
 *
 * <pre>{@code
 * select * from gold_revenue_windows
 * qualify row_number() over (
 *   partition by window_start, category order by events desc, emitted_at) = 1
 * }</pre>
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class RevenueWindow implements Serializable {

  /** The first moment of the window, event time. */
  public abstract Instant getWindowStart();

  /** The first moment after the window, event time. */
  public abstract Instant getWindowEnd();

  public abstract String getCategory();

  /** Net revenue so far in USD, two decimals; negative when returns outweigh purchases. */
  public abstract BigDecimal getRevenue();

  /** Purchases so far. */
  public abstract long getPurchases();

  /**
   * Purchases and returns so far: of two rows of a window, the one with more is the later truth.
   */
  public abstract long getEvents();

  /**
   * {@code ON_TIME} for the first firing when the watermark passed the window, {@code LATE} for one
   * that late data caused.
   */
  public abstract String getPaneTiming();

  /** When the row was emitted, by the worker's clock. */
  public abstract Instant getEmittedAt();

  /** The row that tells {@code total} as the sum of {@code category} in {@code window}. */
  public static RevenueWindow of(
      IntervalWindow window,
      String category,
      RevenueSum total,
      PaneInfo.Timing timing,
      Instant emittedAt) {
    return builder()
        .setWindowStart(window.start())
        .setWindowEnd(window.end())
        .setCategory(category)
        .setRevenue(total.revenueUsd())
        .setPurchases(total.purchases())
        .setEvents(total.events())
        .setPaneTiming(timing.name())
        .setEmittedAt(emittedAt)
        .build();
  }

  public static Builder builder() {
    return new AutoValue_RevenueWindow.Builder();
  }

  public abstract Builder toBuilder();

  /** The total so far, as the sum it was made of. */
  public final RevenueSum total() {
    return RevenueSum.of(
        getRevenue().movePointRight(2).longValueExact(), getPurchases(), getEvents());
  }

  /** Builds a row; every field is required. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setWindowStart(Instant windowStart);

    public abstract Builder setWindowEnd(Instant windowEnd);

    public abstract Builder setCategory(String category);

    public abstract Builder setRevenue(BigDecimal revenue);

    public abstract Builder setPurchases(long purchases);

    public abstract Builder setEvents(long events);

    public abstract Builder setPaneTiming(String paneTiming);

    public abstract Builder setEmittedAt(Instant emittedAt);

    public abstract RevenueWindow build();
  }
}
