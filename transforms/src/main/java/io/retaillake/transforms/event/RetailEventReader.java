package io.retaillake.transforms.event;

import java.io.IOException;
import java.math.BigDecimal;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads the contract's fields, in the contract's order, with nothing to look up. */
final class RetailEventReader {

  private int field;

  /**
   * The event at the decoder's position.
   *
   * @throws IOException if the bytes are none; its message is a reason, {@link #fieldName()} says
   *     where
   */
  RetailEvent read(BoundedDecoder in) throws IOException {
    field = EventContract.EVENT_ID;
    String eventId = string(in);
    String userId = string(in);
    String sessionId = string(in);
    String skuId = string(in);
    String category = recurringString(in);
    String brand = recurringString(in);
    String eventType = recurringString(in);
    Long eventTsMicros = isPresent(in) ? in.readLong() : null;
    field++;
    BigDecimal price = money(in);
    Integer quantity = isPresent(in) ? in.readInt() : null;
    field++;
    BigDecimal revenue = money(in);
    String deviceType = recurringString(in);
    String country = recurringString(in);
    field = EventContract.COUNTRY;
    return RetailEvent.builder()
        .setEventId(eventId)
        .setUserId(userId)
        .setSessionId(sessionId)
        .setSkuId(skuId)
        .setCategory(category)
        .setBrand(brand)
        .setEventType(eventType)
        .setEventTsMicros(eventTsMicros)
        .setPrice(price)
        .setQuantity(quantity)
        .setRevenue(revenue)
        .setDeviceType(deviceType)
        .setCountry(country)
        .build();
  }

  /** The field that was read last, or in which reading failed. */
  String fieldName() {
    return EventContract.fieldName(field);
  }

  private @Nullable String string(BoundedDecoder in) throws IOException {
    String value = isPresent(in) ? in.readString() : null;
    field++;
    return value;
  }

  private @Nullable String recurringString(BoundedDecoder in) throws IOException {
    String value = isPresent(in) ? in.readRecurringString() : null;
    field++;
    return value;
  }

  private @Nullable BigDecimal money(BoundedDecoder in) throws IOException {
    BigDecimal value =
        isPresent(in)
            ? BigDecimal.valueOf(in.readUnscaledDecimal(), EventContract.MONEY_SCALE)
            : null;
    field++;
    return value;
  }

  private static boolean isPresent(BoundedDecoder in) throws IOException {
    int branch = in.readIndex();
    if (branch != 0 && branch != 1) {
      throw new IOException("impossible union branch");
    }
    return branch == 1;
  }
}
