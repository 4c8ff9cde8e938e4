package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.kafka.Frame;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Events, records and frames for tests; times are given as seconds after a Saturday's noon. */
public final class Records {

  public static final String TOPIC = "retail-events";

  /** The start of a window. */
  public static final long NOON = Instant.parse("2026-03-14T12:00:00Z").toEpochMilli();

  /** When the broker took every record: late enough for every event of these tests. */
  public static final long BROKER_MILLIS = NOON + Duration.ofDays(90).toMillis();

  /** The platform's rules, with two seconds of out-of-orderness. */
  public static final AdmissionRules RULES =
      AdmissionRules.of(RetailEventCodec.factory(Optional.empty()), Duration.ofSeconds(2));

  private Records() {}

  public static long second(double secondsAfterNoon) {
    return NOON + Math.round(secondsAfterNoon * 1_000);
  }

  /** A page view, which moves no money. */
  public static RetailEvent view(String eventId, double secondsAfterNoon) {
    return RetailEvent.builder()
        .setEventId(eventId)
        .setUserId("user-1")
        .setEventType("page_view")
        .setEventTsMicros(second(secondsAfterNoon) * 1_000)
        .build();
  }

  public static RetailEvent purchase(
      String eventId, double secondsAfterNoon, String category, long cents) {
    return money("purchase", eventId, secondsAfterNoon, category, cents);
  }

  /** A return of so many cents, which are subtracted. */
  public static RetailEvent returned(
      String eventId, double secondsAfterNoon, String category, long cents) {
    return money("return", eventId, secondsAfterNoon, category, -cents);
  }

  private static RetailEvent money(
      String type, String eventId, double secondsAfterNoon, String category, long cents) {
    return view(eventId, secondsAfterNoon).toBuilder()
        .setEventType(type)
        .setSkuId("SKU-1")
        .setCategory(category)
        .setPrice(BigDecimal.valueOf(Math.abs(cents), 2))
        .setQuantity(1)
        .setRevenue(BigDecimal.valueOf(cents, 2))
        .build();
  }

  public static byte[] bytes(RetailEvent event) {
    return RetailEventCodec.create().encode(event);
  }

  /** Bytes that are no event. */
  public static byte[] garbage() {
    return "no event".getBytes(StandardCharsets.UTF_8);
  }

  /** A frame of these events at consecutive offsets. */
  public static Frame frame(int partition, long firstOffset, RetailEvent... events) {
    Frame.Builder frame = Frame.builder(TOPIC, partition);
    long offset = firstOffset;
    for (RetailEvent event : events) {
      frame.add(offset++, BROKER_MILLIS, null, bytes(event));
    }
    return frame.build();
  }

  /** A frame of these values, any of them null, at consecutive offsets. */
  public static Frame frameOfValues(int partition, long firstOffset, byte @Nullable []... values) {
    Frame.Builder frame = Frame.builder(TOPIC, partition);
    long offset = firstOffset;
    for (byte[] value : values) {
      frame.add(offset++, BROKER_MILLIS, null, value);
    }
    return frame.build();
  }

  /** A frame of these records of one partition. */
  public static Frame frame(int partition, List<TopicRecord> records) {
    Frame.Builder frame = Frame.builder(TOPIC, partition);
    records.forEach(record -> frame.add(record.offset(), BROKER_MILLIS, null, record.value()));
    return frame.build();
  }

  /** What a range says, on one line: {@code retail-events/0 starts (-1..1] 0=ON_TIME 1=LATE}. */
  public static String describe(AdmittedRange range) {
    StringBuilder line = new StringBuilder(range.range().ledgerId());
    line.append(range.range().startsChain() ? " starts (" : " (")
        .append(range.range().fromExclusive())
        .append("..")
        .append(range.range().toInclusive())
        .append("]");
    for (AdmittedFrame frame : range.frames()) {
      Frame.Cursor record = frame.frame().cursor();
      while (record.advance()) {
        line.append(" ").append(record.offset()).append("=").append(frame.verdict(record.index()));
      }
    }
    return line.toString();
  }
}
