package io.retaillake.transforms.event;

import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Events for tests of this package. */
final class TestEvents {

  private TestEvents() {}

  /** A purchase with every field set. */
  static RetailEvent purchase() {
    return RetailEvent.builder()
        .setEventId("3f0c9a52-6d1e-4a57-9a34-0d5c6a1b2c3d")
        .setUserId("user-000042")
        .setSessionId("session-7")
        .setSkuId("SKU-1234")
        .setCategory("Gärten & Möbel")
        .setBrand("北欧")
        .setEventType("purchase")
        .setEventTsMicros(1_760_000_000_123_456L)
        .setPrice(new BigDecimal("19.99"))
        .setQuantity(3)
        .setRevenue(new BigDecimal("59.97"))
        .setDeviceType("mobile")
        .setCountry("DE")
        .build();
  }

  /** Events with any field missing and any value that the contract can hold. */
  static Arbitrary<RetailEvent> any() {
    Arbitrary<String> text = Arbitraries.strings().ofMaxLength(80).injectNull(0.2);
    Arbitrary<BigDecimal> money =
        Arbitraries.longs()
            .between(-999_999_999_999_999_999L, 999_999_999_999_999_999L)
            .map(cents -> BigDecimal.valueOf(cents, 2))
            .injectNull(0.2);
    Arbitrary<RetailEvent.Builder> texts =
        Combinators.combine(text, text, text, text, text, text, text, text)
            .as(
                (user, session, sku, category, brand, type, device, country) ->
                    RetailEvent.builder()
                        .setUserId(user)
                        .setSessionId(session)
                        .setSkuId(sku)
                        .setCategory(category)
                        .setBrand(brand)
                        .setEventType(type)
                        .setDeviceType(device)
                        .setCountry(country));
    return Combinators.combine(
            texts,
            text,
            Arbitraries.longs().injectNull(0.2),
            money,
            Arbitraries.integers().injectNull(0.2),
            money)
        .as(
            (event, id, micros, price, quantity, revenue) ->
                event
                    .setEventId(id)
                    .setEventTsMicros(micros)
                    .setPrice(price)
                    .setQuantity(quantity)
                    .setRevenue(revenue)
                    .build());
  }
}
