package io.retaillake.pipelines.segments;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Comparator;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** A customer with the features that segments are made from. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class CustomerPoint {

  abstract String getUserId();

  /** When the features are of, microseconds since 1970-01-01T00:00:00Z. */
  abstract long getAsOfMicros();

  abstract double getRecencyDays();

  abstract long getFrequency();

  /** USD. */
  abstract BigDecimal getMonetaryValue();

  /** USD. */
  abstract BigDecimal getClv();

  abstract double getProbAlive();

  /** A place drawn for the customer, 0 to 1: those with the lowest are a fair sample of all. */
  abstract double getPlace();

  static CustomerPoint create(
      String userId,
      long asOfMicros,
      double recencyDays,
      long frequency,
      BigDecimal monetaryValue,
      BigDecimal clv,
      double probAlive,
      double place) {
    return new AutoValue_CustomerPoint.Builder()
        .setUserId(userId)
        .setAsOfMicros(asOfMicros)
        .setRecencyDays(recencyDays)
        .setFrequency(frequency)
        .setMonetaryValue(monetaryValue)
        .setClv(clv)
        .setProbAlive(probAlive)
        .setPlace(place)
        .build();
  }

  /** The features in the order of {@code SegmentFeatures.NAMES}. */
  double[] features() {
    return new double[] {
      getRecencyDays(),
      getFrequency(),
      getMonetaryValue().doubleValue(),
      getClv().doubleValue(),
      getProbAlive()
    };
  }

  /** By the place drawn, and between equals by the customer's id. */
  static final class ByPlace implements Comparator<CustomerPoint>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(CustomerPoint one, CustomerPoint other) {
      int byPlace = Double.compare(one.getPlace(), other.getPlace());
      return byPlace != 0 ? byPlace : one.getUserId().compareTo(other.getUserId());
    }
  }

  /** Builds one, for its coder too. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setUserId(String userId);

    abstract Builder setAsOfMicros(long asOfMicros);

    abstract Builder setRecencyDays(double recencyDays);

    abstract Builder setFrequency(long frequency);

    abstract Builder setMonetaryValue(BigDecimal monetaryValue);

    abstract Builder setClv(BigDecimal clv);

    abstract Builder setProbAlive(double probAlive);

    abstract Builder setPlace(double place);

    abstract CustomerPoint build();
  }
}
