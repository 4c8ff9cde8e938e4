package io.retaillake.transforms.event;

import com.google.auto.value.AutoValue;
import java.math.BigDecimal;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCaseFormat;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.base.CaseFormat;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One thing a customer did in the shop, as its producer wrote it: the Java face of {@code
 * retail_event.avsc}, field for field.
 *
 * <p>Every field may be null: what is required is judged on admission, not on decoding, so that an
 * incomplete event can be quarantined with a reason that names the field. Money is exact, in USD
 * with two decimals. {@code eventTsMicros} counts microseconds since 1970-01-01T00:00:00Z.
 */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
@SchemaCaseFormat(CaseFormat.LOWER_UNDERSCORE)
public abstract class RetailEvent {

  public abstract @Nullable String getEventId();

  public abstract @Nullable String getUserId();

  public abstract @Nullable String getSessionId();

  public abstract @Nullable String getSkuId();

  public abstract @Nullable String getCategory();

  public abstract @Nullable String getBrand();

  public abstract @Nullable String getEventType();

  public abstract @Nullable Long getEventTsMicros();

  public abstract @Nullable BigDecimal getPrice();

  public abstract @Nullable Integer getQuantity();

  public abstract @Nullable BigDecimal getRevenue();

  public abstract @Nullable String getDeviceType();

  public abstract @Nullable String getCountry();

  public static Builder builder() {
    return new AutoValue_RetailEvent.Builder();
  }

  public abstract Builder toBuilder();

  /** Builds an event; a field that is not set is null. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder setEventId(@Nullable String eventId);

    public abstract Builder setUserId(@Nullable String userId);

    public abstract Builder setSessionId(@Nullable String sessionId);

    public abstract Builder setSkuId(@Nullable String skuId);

    public abstract Builder setCategory(@Nullable String category);

    public abstract Builder setBrand(@Nullable String brand);

    public abstract Builder setEventType(@Nullable String eventType);

    public abstract Builder setEventTsMicros(@Nullable Long eventTsMicros);

    public abstract Builder setPrice(@Nullable BigDecimal price);

    public abstract Builder setQuantity(@Nullable Integer quantity);

    public abstract Builder setRevenue(@Nullable BigDecimal revenue);

    public abstract Builder setDeviceType(@Nullable String deviceType);

    public abstract Builder setCountry(@Nullable String country);

    public abstract RetailEvent build();
  }
}
