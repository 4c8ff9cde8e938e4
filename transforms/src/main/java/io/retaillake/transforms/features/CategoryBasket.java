package io.retaillake.transforms.features;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** What a customer bought of one category: at least one purchase. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class CategoryBasket {

  public abstract String getUserId();

  public abstract String getCategory();

  public abstract long getPurchases();

  public abstract long getRevenueCents();

  /** Time of the last purchase, microseconds since 1970-01-01T00:00:00Z. */
  public abstract long getLastPurchaseMicros();

  /** A basket. */
  public static CategoryBasket of(
      String userId, String category, long purchases, long revenueCents, long lastPurchaseMicros) {
    return builder()
        .setUserId(userId)
        .setCategory(category)
        .setPurchases(purchases)
        .setRevenueCents(revenueCents)
        .setLastPurchaseMicros(lastPurchaseMicros)
        .build();
  }

  static Builder builder() {
    return new AutoValue_CategoryBasket.Builder();
  }

  /** Builds a basket. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUserId(String userId);

    abstract Builder setCategory(String category);

    abstract Builder setPurchases(long purchases);

    abstract Builder setRevenueCents(long revenueCents);

    abstract Builder setLastPurchaseMicros(long lastPurchaseMicros);

    abstract CategoryBasket build();
  }
}
