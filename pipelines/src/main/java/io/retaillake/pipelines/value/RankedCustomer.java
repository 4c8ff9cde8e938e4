package io.retaillake.pipelines.value;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;

/** A customer with its rank by value among all. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
abstract class RankedCustomer {

  abstract ValuedCustomer getCustomer();

  /** From 1, the most valuable. */
  abstract long getRank();

  /** All customers that were ranked. */
  abstract long getCustomers();

  static RankedCustomer create(ValuedCustomer customer, long rank, long customers) {
    return new AutoValue_RankedCustomer.Builder()
        .setCustomer(customer)
        .setRank(rank)
        .setCustomers(customers)
        .build();
  }

  /** Builds one, for its coder too. */
  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setCustomer(ValuedCustomer customer);

    abstract Builder setRank(long rank);

    abstract Builder setCustomers(long customers);

    abstract RankedCustomer build();
  }
}
