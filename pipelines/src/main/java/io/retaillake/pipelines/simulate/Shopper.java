package io.retaillake.pipelines.simulate;

import com.google.common.collect.ImmutableList;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * What does not change about a customer from visit to visit: name, country, usual device, favourite
 * department. Drawn again from the seed whenever it is needed, rather than kept.
 */
record Shopper(String userId, String country, String usualDevice, Category favourite) {

  private static final ImmutableList<String> COUNTRIES =
      ImmutableList.of(
          "US", "US", "US", "US", "US", "US", "US", "US", "US", "GB", "GB", "GB", "DE", "DE", "DE",
          "FR", "FR", "CA", "CA", "AU", "ES", "IT", "NL", "SE", "JP");

  private static final ImmutableList<String> DEVICES =
      ImmutableList.of(
          "mobile", "mobile", "mobile", "mobile", "mobile", "mobile", "mobile", "mobile", "mobile",
          "desktop", "desktop", "desktop", "desktop", "desktop", "desktop", "app", "app", "app",
          "app", "tablet");

  private static final double USUAL_DEVICE = 0.8;
  private static final double DEVICE_MISSING = 0.004;
  private static final double COUNTRY_MISSING = 0.006;
  private static final double FAVOURITE = 0.45;
  private static final double COMPANION = 0.2;

  static Shopper of(Customer customer, long seed) {
    SeededRandom random = new SeededRandom(SeededRandom.seed(~seed, customer.index()));
    return new Shopper(
        userId(customer.index()),
        COUNTRIES.get(random.below(COUNTRIES.size())),
        DEVICES.get(random.below(DEVICES.size())),
        Category.draw(random));
  }

  private static String userId(int index) {
    String digits = Integer.toString(index + 1);
    return "C" + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
  }

  /** The device of one visit; null now and then, when the producer does not say. */
  @Nullable String device(SeededRandom random) {
    if (random.chance(DEVICE_MISSING)) {
      return null;
    }
    return random.chance(USUAL_DEVICE) ? usualDevice : DEVICES.get(random.below(DEVICES.size()));
  }

  /** The country as one visit reports it; blank now and then, when the address is not known. */
  String reportedCountry(SeededRandom random) {
    return random.chance(COUNTRY_MISSING) ? " " : country;
  }

  /** The department of one visit: often the favourite or its companion. */
  Category department(SeededRandom random) {
    double place = random.uniform();
    if (place < FAVOURITE) {
      return favourite;
    }
    return place < FAVOURITE + COMPANION ? favourite.companion() : Category.draw(random);
  }
}
