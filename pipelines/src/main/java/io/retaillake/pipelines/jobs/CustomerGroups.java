package io.retaillake.pipelines.jobs;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Brings customers together in groups of a few thousand, by a hash of their id. A key costs a
 * runner far more than a customer: with one key a customer a job of 4,000 took four minutes on the
 * DirectRunner. And a group must not be too large: a join of Beam's reads more than 10,000 rows of
 * a key twice, which the Flink runner refuses, and there may be two rows a customer.
 */
public final class CustomerGroups {

  private static final long CUSTOMERS_A_GROUP = 2_500;
  private static final int MOST_GROUPS = 100_000;

  private CustomerGroups() {}

  /** In how many groups so many customers are brought together. */
  public static int count(long customers) {
    return (int) Math.min(MOST_GROUPS, 1 + customers / CUSTOMERS_A_GROUP);
  }

  /** Keys each element by its customer's group. */
  public static <T> WithKeys<Integer, T> key(SerializableFunction<T, String> customer, int groups) {
    return WithKeys.<Integer, T>of(element -> group(customer.apply(element), groups))
        .withKeyType(TypeDescriptors.integers());
  }

  private static int group(String customer, int groups) {
    return Hashing.consistentHash(
        Hashing.murmur3_128().hashString(customer, StandardCharsets.UTF_8), groups);
  }
}
