package io.retaillake.pipelines.simulate;

/**
 * One visit of a customer to the shop, before it is played out.
 *
 * @param customer who comes
 * @param purpose what comes of it
 * @param weeks when, in recipe weeks since the start: the moment of the purchase or return, or the
 *     first click of a visit that only browses
 * @param seed decides everything within the visit
 * @param orderSeed the seed of the visit in which the order was placed that is bought or returned
 *     here
 */
record Visit(Customer customer, Purpose purpose, double weeks, long seed, long orderSeed) {

  enum Purpose {
    BROWSE,
    PURCHASE,
    RETURN
  }

  /** Mean browsing events around a purchase, and in a visit that only browses. */
  static final double MEAN_AROUND_PURCHASE = 5.4;

  static final double MEAN_BROWSING = 3.8;

  /** How many browsing events the visit would like to have, besides its purchase or return. */
  int browsingWanted() {
    SeededRandom random = new SeededRandom(~seed);
    return switch (purpose) {
      case PURCHASE -> 2 + random.poisson(MEAN_AROUND_PURCHASE - 2);
      case BROWSE -> 1 + random.poisson(MEAN_BROWSING - 1);
      case RETURN -> 1;
    };
  }
}
