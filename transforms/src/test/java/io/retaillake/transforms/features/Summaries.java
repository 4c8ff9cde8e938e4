package io.retaillake.transforms.features;

/** Summaries of customers for tests. */
final class Summaries {

  private Summaries() {}

  /** A customer with these purchases, all at one time. */
  static CustomerSummary of(String userId, long purchases, long cents, long purchaseMicros) {
    return builder(userId, purchaseMicros)
        .setPurchases(purchases)
        .setPurchaseDays(1)
        .setMonetaryCents(cents)
        .setFirstPurchaseMicros(purchaseMicros)
        .setLastPurchaseMicros(purchaseMicros)
        .setTopCategory("toys")
        .build();
  }

  /** A customer who looked at one page. */
  static CustomerSummary neverBought(String userId) {
    return builder(userId, 1).setPageViews(1).build();
  }

  private static CustomerSummary.Builder builder(String userId, long seenMicros) {
    return CustomerSummary.builder()
        .setUserId(userId)
        .setPurchases(0)
        .setPurchaseDays(0)
        .setMonetaryCents(0)
        .setPageViews(0)
        .setSearches(0)
        .setAddToCarts(0)
        .setPromoClicks(0)
        .setWishlists(0)
        .setReturns(0)
        .setSessions(0)
        .setBuyingSessions(0)
        .setFirstSeenMicros(seenMicros)
        .setLastSeenMicros(seenMicros)
        .setHomeCountry("unknown");
  }
}
