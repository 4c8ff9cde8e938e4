package io.retaillake.transforms.admission;

import static io.retaillake.transforms.admission.Records.purchase;
import static io.retaillake.transforms.admission.Records.returned;
import static io.retaillake.transforms.admission.Records.second;
import static io.retaillake.transforms.admission.Records.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.event.RetailEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each rule, with the reason that quarantine shows for it. */
class EventValidatorTest {

  private static final String ACCEPTED = "accepted";

  @Test
  void eventsThatKeepTheRulesAreAccepted() {
    assertThat(reason(view("a", 0))).isEqualTo(ACCEPTED);
    assertThat(reason(purchase("a", 0, "toys", 1))).isEqualTo(ACCEPTED);
    assertThat(reason(returned("a", 0, "toys", 1))).isEqualTo(ACCEPTED);
  }

  @Test
  void everyEventNeedsAnId() {
    assertThat(viewed(event -> event.setEventId(null))).isEqualTo("event_id is missing");
    assertThat(viewed(event -> event.setEventId(" \t"))).isEqualTo("event_id is missing");
  }

  @Test
  void everyEventNeedsAUser() {
    assertThat(viewed(event -> event.setUserId(""))).isEqualTo("user_id is missing");
  }

  @Test
  void everyEventNeedsAKnownType() {
    assertThat(viewed(event -> event.setEventType(null))).isEqualTo("event_type is missing");
    assertThat(viewed(event -> event.setEventType("Page_View"))).isEqualTo("event_type is unknown");
  }

  @Test
  void everyEventNeedsATimeThatCanBeTrue() {
    assertThat(viewed(event -> event.setEventTsMicros(null))).isEqualTo("event_ts is missing");
    assertThat(viewed(event -> event.setEventTsMicros(0L)))
        .isEqualTo("event_ts is before the year 2000");
    assertThat(viewed(event -> event.setEventTsMicros(946_684_799_999_999L)))
        .isEqualTo("event_ts is before the year 2000");
    assertThat(viewed(event -> event.setEventTsMicros(946_684_800_000_000L))).isEqualTo(ACCEPTED);
  }

  @Test
  void timeMayBeAnHourAheadOfTheBrokers() {
    RetailEvent event = view("a", 3_600);
    assertThat(reason(event, second(0))).isEqualTo(ACCEPTED);
    assertThat(reason(event, second(-0.001)))
        .isEqualTo("event_ts is more than an hour ahead of the broker's time");
  }

  @Test
  void brokersTimeBeyondAllTimeLetsNoImpossibleEventThrough() {
    RetailEvent future =
        view("a", 0).toBuilder()
            .setEventTsMicros(Instant.parse("2100-01-01T00:00:00Z").toEpochMilli() * 1_000)
            .build();
    assertThat(reason(future, Long.MAX_VALUE)).isEqualTo("event_ts is after the year 2099");
    assertThat(reason(view("a", 0), Long.MAX_VALUE)).isEqualTo(ACCEPTED);
    assertThat(reason(view("a", 0), Long.MIN_VALUE))
        .isEqualTo("event_ts is more than an hour ahead of the broker's time");
  }

  @Test
  void priceAndQuantityAreNeverNegative() {
    assertThat(viewed(event -> event.setPrice(usd("-0.01")))).isEqualTo("price is negative");
    assertThat(viewed(event -> event.setQuantity(-1))).isEqualTo("quantity is negative");
    assertThat(viewed(event -> event.setPrice(usd("0.00")).setQuantity(0))).isEqualTo(ACCEPTED);
  }

  @Test
  void noAmountIsMoreThanABillion() {
    assertThat(viewed(event -> event.setPrice(usd("1000000000.00")))).isEqualTo(ACCEPTED);
    assertThat(viewed(event -> event.setPrice(usd("1000000000.01"))))
        .isEqualTo("price is more than a billion dollars");
    assertThat(bought(event -> event.setRevenue(usd("1000000000.01"))))
        .isEqualTo("revenue of a purchase is more than a billion dollars");
    assertThat(brought(event -> event.setRevenue(usd("-1000000000.01"))))
        .isEqualTo("revenue of a return is more than a billion dollars");
  }

  @Test
  void whatMovesMoneyNeedsAllThatTellsOfIt() {
    assertThat(bought(event -> event.setSkuId(" "))).isEqualTo("sku_id is missing in a purchase");
    assertThat(bought(event -> event.setCategory(null)))
        .isEqualTo("category is missing in a purchase");
    assertThat(bought(event -> event.setPrice(null))).isEqualTo("price is missing in a purchase");
    assertThat(brought(event -> event.setQuantity(null)))
        .isEqualTo("quantity is missing in a return");
    assertThat(brought(event -> event.setRevenue(null)))
        .isEqualTo("revenue is missing in a return");
  }

  @Test
  void revenueHasTheSignOfItsKind() {
    assertThat(bought(event -> event.setRevenue(usd("0.00"))))
        .isEqualTo("revenue of a purchase is not positive");
    assertThat(bought(event -> event.setRevenue(usd("-0.01"))))
        .isEqualTo("revenue of a purchase is not positive");
    assertThat(brought(event -> event.setRevenue(usd("0.00"))))
        .isEqualTo("revenue of a return is not negative");
    assertThat(viewed(event -> event.setRevenue(usd("0.01"))))
        .isEqualTo("revenue of a page_view is not zero");
    assertThat(viewed(event -> event.setRevenue(usd("0.00")))).isEqualTo(ACCEPTED);
  }

  @Test
  void faultNamesItsStep() {
    RetailEvent nobody = view("a", 0).toBuilder().setUserId(null).build();
    assertThat(new EventValidator().faultOf(nobody, Records.BROKER_MILLIS))
        .contains(Rejection.of("validate", "user_id is missing"));
  }

  private static String viewed(UnaryOperator<RetailEvent.Builder> change) {
    return reason(change.apply(view("a", 0).toBuilder()).build());
  }

  private static String bought(UnaryOperator<RetailEvent.Builder> change) {
    return reason(change.apply(purchase("a", 0, "toys", 100).toBuilder()).build());
  }

  private static String brought(UnaryOperator<RetailEvent.Builder> change) {
    return reason(change.apply(returned("a", 0, "toys", 100).toBuilder()).build());
  }

  private static String reason(RetailEvent event) {
    return reason(event, Records.BROKER_MILLIS);
  }

  private static String reason(RetailEvent event, long brokerMillis) {
    return new EventValidator()
        .faultOf(event, brokerMillis)
        .map(Rejection::reason)
        .orElse(ACCEPTED);
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
