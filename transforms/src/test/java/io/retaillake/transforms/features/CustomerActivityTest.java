package io.retaillake.transforms.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.event.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerActivityTest {

  private static final long AS_OF = micros("2026-03-31T12:00:00Z");

  private static final List<CustomerEvent> EVENTS =
      List.of(
          event(EventType.SEARCH, "2026-03-01T08:00:00Z", 0, "s1", "unknown", "DE"),
          event(EventType.PAGE_VIEW, "2026-03-01T08:01:00Z", 0, "s1", "toys", "DE"),
          event(EventType.PURCHASE, "2026-03-02T23:59:59.999999Z", 1_000, "s1", "toys", "FR"),
          event(EventType.PURCHASE, "2026-03-03T00:00:00Z", 501, "s2", "books", "FR"),
          event(EventType.PURCHASE, "2026-03-03T23:00:00Z", 500, "s2", "books", "unknown"),
          event(EventType.PURCHASE, "2026-03-24T12:00:00Z", 1, "unknown", "books", "unknown"),
          event(EventType.RETURN, "2026-03-25T12:00:00Z", -1_000, "s3", "toys", "unknown"),
          event(EventType.PROMO_CLICK, "2026-03-26T12:00:00Z", 0, "s4", "unknown", "unknown"),
          event(EventType.WISHLIST, "2026-03-26T12:00:01Z", 0, "s4", "toys", "unknown"),
          event(EventType.ADD_TO_CART, "2026-03-26T12:00:02Z", 0, "s4", "toys", "unknown"));

  @Test
  void eventsOfEachKindAreCounted() {
    CustomerSummary summary = add(EVENTS).summary();

    assertThat(summary.getPurchases()).isEqualTo(4);
    assertThat(summary.getPageViews()).isEqualTo(1);
    assertThat(summary.getSearches()).isEqualTo(1);
    assertThat(summary.getAddToCarts()).isEqualTo(1);
    assertThat(summary.getPromoClicks()).isEqualTo(1);
    assertThat(summary.getWishlists()).isEqualTo(1);
    assertThat(summary.getReturns()).isEqualTo(1);
  }

  @Test
  void moneyIsThatOfPurchases() {
    CustomerSummary summary = add(EVENTS).summary();

    assertThat(summary.getMonetaryCents()).isEqualTo(2_002);
    // 20.02 / 4 = 5.005
    assertThat(summary.averageOrderValue()).isEqualTo(new BigDecimal("5.01"));
    assertThat(summary.returnRate()).isEqualTo(0.25);
  }

  @Test
  void timesAreCountedToTheAsOfTime() {
    CustomerSummary summary = add(EVENTS).summary();

    assertThat(summary.recencyDays(AS_OF)).isEqualTo(7.0);
    assertThat(summary.customerAgeDays(AS_OF)).isEqualTo(28.5 + 1 / 86_400e6);
    assertThat(summary.tenureDays(AS_OF)).isEqualTo(30 + 4 / 24.0);
    assertThat(summary.getFirstSeenMicros()).isEqualTo(micros("2026-03-01T08:00:00Z"));
    assertThat(summary.getLastSeenMicros()).isEqualTo(micros("2026-03-26T12:00:02Z"));
  }

  @Test
  void sessionsCountOnceAndConvertByAPurchase() {
    CustomerSummary summary = add(EVENTS).summary();

    assertThat(summary.getSessions()).isEqualTo(4);
    assertThat(summary.conversionRate()).isEqualTo(0.5);
  }

  @Test
  void tiesOfCategoryAndCountryGoToTheFirstName() {
    CustomerSummary summary = add(EVENTS).summary();

    assertThat(summary.getTopCategory()).isEqualTo("books");
    assertThat(add(EVENTS.subList(0, 4)).summary().getTopCategory()).isEqualTo("toys");
    assertThat(summary.getHomeCountry()).isEqualTo("DE");
    assertThat(add(EVENTS.subList(5, 10)).summary().getHomeCountry()).isEqualTo("unknown");
    List<CustomerEvent> tied =
        List.of(
            event(EventType.PURCHASE, "2026-03-02T00:00:00Z", 7, "s", "\uD83D\uDE00", "FR"),
            event(EventType.PURCHASE, "2026-03-02T00:00:00Z", 7, "s", "\uFB01", "DE"));
    assertThat(add(tied).summary().getTopCategory()).isEqualTo("\uFB01");
  }

  @Test
  void purchasesOfADayAreOnePurchaseToTheModels() {
    PurchaseHistory history = add(EVENTS).history(AS_OF).orElseThrow();

    // Days 2, 3 and 24 of March; to the 31st.
    assertThat(history).isEqualTo(PurchaseHistory.of("ada", 2, 22, 29, 1_002));
    assertThat(history.recencyWeeks()).isEqualTo(22 / 7.0);
    assertThat(history.ageWeeks()).isEqualTo(29 / 7.0);
    assertThat(history.meanOrderValue()).isEqualTo(new BigDecimal("5.01"));
    assertThat(add(EVENTS).summary().repeatPurchases()).isEqualTo(2);
  }

  @Test
  void aSinglePurchaseDayHasNoMeanOfRepeats() {
    PurchaseHistory history = add(EVENTS.subList(3, 5)).history(AS_OF).orElseThrow();

    assertThat(history).isEqualTo(PurchaseHistory.of("ada", 0, 0, 28, 0));
    assertThat(history.meanOrderValue()).isNull();
  }

  @Test
  void whoNeverBoughtHasNoHistoryAndNullsForWhatIsUndefined() {
    CustomerActivity activity = add(EVENTS.subList(0, 2));

    CustomerSummary summary = activity.summary();
    assertThat(activity.history(AS_OF)).isEmpty();
    assertThat(activity.baskets()).isEmpty();
    assertThat(summary.recencyDays(AS_OF)).isNull();
    assertThat(summary.customerAgeDays(AS_OF)).isNull();
    assertThat(summary.averageOrderValue()).isNull();
    assertThat(summary.returnRate()).isNull();
    assertThat(summary.getTopCategory()).isNull();
    assertThat(summary.conversionRate()).isZero();
    assertThat(add(EVENTS.subList(5, 6)).summary().conversionRate()).isNull();
    assertThat(summary.repeatPurchases()).isZero();
  }

  @Test
  void basketsSumPurchasesByCategory() {
    assertThat(add(EVENTS).baskets())
        .containsExactlyInAnyOrder(
            CategoryBasket.of("ada", "toys", 1, 1_000, micros("2026-03-02T23:59:59.999999Z")),
            CategoryBasket.of("ada", "books", 3, 1_002, micros("2026-03-24T12:00:00Z")));
  }

  @Test
  void orderOfEventsDoesNotMatter() {
    List<CustomerEvent> shuffled = new ArrayList<>(EVENTS);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));

      assertThat(add(shuffled).summary()).isEqualTo(add(EVENTS).summary());
      assertThat(add(shuffled).history(AS_OF)).isEqualTo(add(EVENTS).history(AS_OF));
    }
  }

  private static CustomerActivity add(List<CustomerEvent> events) {
    CustomerActivity activity = new CustomerActivity("ada");
    events.forEach(activity::add);
    return activity;
  }

  private static CustomerEvent event(
      EventType type, String at, long cents, String session, String category, String country) {
    return CustomerEvent.of(type, micros(at), cents, session, category, country);
  }

  private static long micros(String instant) {
    Instant at = Instant.parse(instant);
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }
}
