package io.retaillake.pipelines.value;

import com.google.auto.value.AutoValue;
import io.retaillake.models.value.CustomerScore;
import java.util.Comparator;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** A customer with what the model expects of it. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class ValuedCustomer {

  /** By value, highest first, and among equals by id. */
  static final Comparator<ValuedCustomer> BY_VALUE =
      Comparator.comparingDouble((ValuedCustomer customer) -> -customer.getClv())
          .thenComparing(customer -> customer.getHistory().getUserId());

  abstract CustomerHistory getHistory();

  abstract double getProbAlive();

  abstract double getExpectedPurchases();

  abstract double getExpectedValue();

  abstract double getClv();

  static ValuedCustomer create(
      CustomerHistory history,
      double probAlive,
      double expectedPurchases,
      double expectedValue,
      double clv) {
    return new AutoValue_ValuedCustomer.Builder()
        .setHistory(history)
        .setProbAlive(probAlive)
        .setExpectedPurchases(expectedPurchases)
        .setExpectedValue(expectedValue)
        .setClv(clv)
        .build();
  }

  static ValuedCustomer of(CustomerHistory history, CustomerScore score) {
    return create(
        history, score.probAlive(), score.expectedPurchases(), score.expectedValue(), score.clv());
  }

  /** Builds one, for its coder too. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setHistory(CustomerHistory history);

    abstract Builder setProbAlive(double probAlive);

    abstract Builder setExpectedPurchases(double expectedPurchases);

    abstract Builder setExpectedValue(double expectedValue);

    abstract Builder setClv(double clv);

    abstract ValuedCustomer build();
  }
}
