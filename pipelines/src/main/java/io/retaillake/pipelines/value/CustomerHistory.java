package io.retaillake.pipelines.value;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A customer of {@code gold_purchase_history}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class CustomerHistory {

  static final String[] COLUMNS = {
    "user_id", "as_of", "frequency", "recency_weeks", "age_weeks", "mean_order_value"
  };

  abstract String getUserId();

  abstract long getAsOfMicros();

  abstract long getFrequency();

  abstract double getRecencyWeeks();

  abstract double getAgeWeeks();

  /** USD; null where there is no repeat purchase. */
  abstract @Nullable BigDecimal getMeanOrderValue();

  static CustomerHistory create(
      String userId,
      long asOfMicros,
      long frequency,
      double recencyWeeks,
      double ageWeeks,
      @Nullable BigDecimal meanOrderValue) {
    return new AutoValue_CustomerHistory.Builder()
        .setUserId(userId)
        .setAsOfMicros(asOfMicros)
        .setFrequency(frequency)
        .setRecencyWeeks(recencyWeeks)
        .setAgeWeeks(ageWeeks)
        .setMeanOrderValue(meanOrderValue)
        .build();
  }

  /** Of a row with {@link #COLUMNS}. */
  static CustomerHistory of(Row row) {
    return create(
        row.getString("user_id"),
        micros(row.getLogicalTypeValue("as_of", Instant.class)),
        row.getInt64("frequency"),
        row.getDouble("recency_weeks"),
        row.getDouble("age_weeks"),
        row.getDecimal("mean_order_value"));
  }

  /** The mean as a model takes it: of no matter, and 0, where there is no repeat purchase. */
  double meanOrderValueUsd() {
    BigDecimal mean = getMeanOrderValue();
    return mean == null ? 0 : mean.doubleValue();
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** Builds one, for its coder too. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUserId(String userId);

    abstract Builder setAsOfMicros(long asOfMicros);

    abstract Builder setFrequency(long frequency);

    abstract Builder setRecencyWeeks(double recencyWeeks);

    abstract Builder setAgeWeeks(double ageWeeks);

    abstract Builder setMeanOrderValue(@Nullable BigDecimal meanOrderValue);

    abstract CustomerHistory build();
  }
}
