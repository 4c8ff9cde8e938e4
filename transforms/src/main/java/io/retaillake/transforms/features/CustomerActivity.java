package io.retaillake.transforms.features;

import io.retaillake.transforms.admission.SilverRefinement;
import io.retaillake.transforms.event.EventType;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Adds up the events of one customer; the sums are the same in whatever order the events come. It
 * holds the customer's different sessions, categories, countries and days, not the events. Not
 * thread-safe.
 */
final class CustomerActivity {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private final String userId;
  private final Map<EventType, Long> counts = new EnumMap<>(EventType.class);
  private final Set<String> sessions = new HashSet<>();
  private final Set<String> buyingSessions = new HashSet<>();
  private final Map<String, Long> countries = new HashMap<>();
  private final Map<String, CategorySum> categories = new HashMap<>();
  private final TreeMap<Long, Long> centsByDay = new TreeMap<>();
  private long firstSeenMicros = Long.MAX_VALUE;
  private long lastSeenMicros = Long.MIN_VALUE;
  private @Nullable Long firstPurchaseMicros;
  private @Nullable Long lastPurchaseMicros;
  private long monetaryCents;

  CustomerActivity(String userId) {
    this.userId = userId;
  }

  /**
   * Takes in an event.
   *
   * @throws ArithmeticException if the money is more than a table can hold
   */
  void add(CustomerEvent event) {
    counts.merge(event.type(), 1L, Long::sum);
    firstSeenMicros = Math.min(firstSeenMicros, event.tsMicros());
    lastSeenMicros = Math.max(lastSeenMicros, event.tsMicros());
    countries.merge(event.country(), 1L, Long::sum);
    boolean inSession = !event.sessionId().equals(SilverRefinement.UNKNOWN);
    if (inSession) {
      sessions.add(event.sessionId());
    }
    if (event.type() == EventType.PURCHASE) {
      addPurchase(event);
      if (inSession) {
        buyingSessions.add(event.sessionId());
      }
    }
  }

  private void addPurchase(CustomerEvent event) {
    long micros = event.tsMicros();
    monetaryCents = Math.addExact(monetaryCents, event.revenueCents());
    centsByDay.merge(dayOf(micros), event.revenueCents(), Long::sum);
    firstPurchaseMicros =
        firstPurchaseMicros == null ? micros : Math.min(firstPurchaseMicros, micros);
    lastPurchaseMicros = lastPurchaseMicros == null ? micros : Math.max(lastPurchaseMicros, micros);
    categories.computeIfAbsent(event.category(), name -> new CategorySum()).add(event);
  }

  /** What all events add up to; there has to be one. */
  CustomerSummary summary() {
    return CustomerSummary.builder()
        .setUserId(userId)
        .setPurchases(count(EventType.PURCHASE))
        .setPurchaseDays(centsByDay.size())
        .setMonetaryCents(monetaryCents)
        .setFirstPurchaseMicros(firstPurchaseMicros)
        .setLastPurchaseMicros(lastPurchaseMicros)
        .setPageViews(count(EventType.PAGE_VIEW))
        .setSearches(count(EventType.SEARCH))
        .setAddToCarts(count(EventType.ADD_TO_CART))
        .setPromoClicks(count(EventType.PROMO_CLICK))
        .setWishlists(count(EventType.WISHLIST))
        .setReturns(count(EventType.RETURN))
        .setSessions(sessions.size())
        .setBuyingSessions(buyingSessions.size())
        .setFirstSeenMicros(firstSeenMicros)
        .setLastSeenMicros(lastSeenMicros)
        .setTopCategory(topCategory())
        .setHomeCountry(homeCountry())
        .build();
  }

  /** The purchases as models of customer value take them; empty without one. */
  Optional<PurchaseHistory> history(long asOfMicros) {
    if (centsByDay.isEmpty()) {
      return Optional.empty();
    }
    long firstDay = centsByDay.firstKey();
    return Optional.of(
        PurchaseHistory.of(
            userId,
            centsByDay.size() - 1L,
            centsByDay.lastKey() - firstDay,
            dayOf(asOfMicros) - firstDay,
            monetaryCents - centsByDay.firstEntry().getValue()));
  }

  /** The purchases by category. */
  List<CategoryBasket> baskets() {
    return categories.entrySet().stream()
        .map(
            entry ->
                CategoryBasket.of(
                    userId,
                    entry.getKey(),
                    entry.getValue().purchases,
                    entry.getValue().cents,
                    entry.getValue().lastMicros))
        .toList();
  }

  private long count(EventType type) {
    return counts.getOrDefault(type, 0L);
  }

  private @Nullable String topCategory() {
    return categories.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, CategorySum>>comparingLong(
                    entry -> entry.getValue().cents)
                .thenComparing(Map.Entry::getKey, Utf8Order.COMPARATOR.reversed()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private String homeCountry() {
    return countries.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(SilverRefinement.UNKNOWN))
        .max(
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry::getKey, Utf8Order.COMPARATOR.reversed()))
        .map(Map.Entry::getKey)
        .orElse(SilverRefinement.UNKNOWN);
  }

  private static long dayOf(long micros) {
    return Math.floorDiv(micros, MICROS_PER_DAY);
  }

  private static final class CategorySum {
    private long purchases;
    private long cents;
    private long lastMicros = Long.MIN_VALUE;

    void add(CustomerEvent event) {
      purchases++;
      cents = Math.addExact(cents, event.revenueCents());
      lastMicros = Math.max(lastMicros, event.tsMicros());
    }
  }
}
