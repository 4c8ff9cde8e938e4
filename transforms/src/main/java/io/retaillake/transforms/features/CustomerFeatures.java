package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** A customer's summary, and its scores among all customers. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class CustomerFeatures {

  public abstract CustomerSummary getSummary();

  public abstract RfmScores getScores();

  public static CustomerFeatures of(CustomerSummary summary, RfmScores scores) {
    return builder().setSummary(summary).setScores(scores).build();
  }

  static Builder builder() {
    return new AutoValue_CustomerFeatures.Builder();
  }

  /** Builds features. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setSummary(CustomerSummary summary);

    abstract Builder setScores(RfmScores scores);

    abstract CustomerFeatures build();
  }
}
