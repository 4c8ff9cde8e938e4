package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Makes records that can't be accepted, each {@link Fault} in turn. */
final class FaultyRecords {

  private static final byte[] ERROR_PAGE =
      "<html><body>502 Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8);
  private static final int CONFLUENT_HEADER_BYTES = 5;
  private static final int UNKNOWN_SCHEMA_ID = 9_999;
  private static final long TWENTY_YEARS_MICROS = TimeUnit.DAYS.toMicros(7_305);
  private static final BigDecimal PRICE = BigDecimal.valueOf(19_99, 2);
  private static final Sku SKU = Catalogue.skuNear(Category.FASHION, 19_99);

  private final RetailEventCodec codec;
  private final EventIds eventIds;
  private final SeededRandom random;
  private int made;

  FaultyRecords(RetailEventCodec codec, EventIds eventIds, SeededRandom random) {
    this.codec = codec;
    this.eventIds = eventIds;
    this.random = random;
  }

  /** The next broken record, of the same customer and moment as this event. */
  byte[] like(RetailEvent event) {
    Fault fault = Fault.values()[made++ % Fault.values().length];
    RetailEvent.Builder own = event.toBuilder().setEventId(eventIds.next());
    return switch (fault) {
      case NOT_AVRO -> ERROR_PAGE.clone();
      case TRUNCATED -> truncated(codec.encode(own.build()));
      case UNKNOWN_SCHEMA -> ofUnknownSchema(codec.encode(own.build()));
      case MISSING_EVENT_ID -> codec.encode(own.setEventId(null).build());
      case MISSING_USER_ID -> codec.encode(own.setUserId(null).build());
      case MISSING_EVENT_TS -> codec.encode(own.setEventTsMicros(null).build());
      case NEGATIVE_PRICE -> codec.encode(own.setPrice(PRICE.negate()).build());
      case UNKNOWN_EVENT_TYPE -> codec.encode(own.setEventType("teleport").build());
      case TIME_OF_1970 -> codec.encode(own.setEventTsMicros(0L).build());
      case TIME_AHEAD ->
          codec.encode(
              own.setEventTsMicros(event.getEventTsMicros() + TWENTY_YEARS_MICROS).build());
      case WRONG_REVENUE_SIGN ->
          codec.encode(
              own.setEventType(EventType.PURCHASE.wireName())
                  .setSkuId(SKU.id())
                  .setCategory(SKU.category().wireName())
                  .setPrice(PRICE)
                  .setQuantity(1)
                  .setRevenue(PRICE.negate())
                  .build());
    };
  }

  private byte[] truncated(byte[] whole) {
    return Arrays.copyOf(whole, 1 + random.below(whole.length - 1));
  }

  private static byte[] ofUnknownSchema(byte[] record) {
    return ByteBuffer.allocate(CONFLUENT_HEADER_BYTES + record.length)
        .put((byte) 0)
        .putInt(UNKNOWN_SCHEMA_ID)
        .put(record)
        .array();
  }
}
