package io.retaillake.transforms.admission;

import com.google.common.math.LongMath;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Says what is wrong with an event, if anything.
 *
 * <p>Every event needs {@code event_id}, {@code user_id}, a known {@code event_type} and an {@code
 * event_ts} from the year 2000 on, before 2100, that is not more than an hour ahead of the broker's
 * own time for the record. A purchase or return also needs {@code sku_id}, {@code category}, {@code
 * price}, {@code quantity} and {@code revenue}. Blank counts as missing. Price and quantity are
 * never negative. Revenue is positive for a purchase, negative for a return, zero or missing for
 * all else. No amount is more than a billion dollars, so that ten million of them in one window
 * still sum up to what a table can hold.
 *
 * <p>Where a topic's time is its producers' ({@code CreateTime}), a producer whose clock is ahead
 * can move its partition's watermark ahead too; {@code LogAppendTime} lets the broker decide.
 *
 * <p>The verdict depends on the record alone, never on the clock of the machine, so it is the same
 * in every try.
 */
public final class EventValidator implements Serializable {
  private static final long serialVersionUID = 1L;

  static final String STEP = "validate";

  private static final long EARLIEST_MICROS =
      Instant.parse("2000-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
  private static final long END_MICROS =
      Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() * 1_000_000;
  private static final long LEEWAY_MICROS = Duration.ofHours(1).toMillis() * 1_000;

  private static final BigDecimal MOST_USD = new BigDecimal("1000000000.00");

  /** The fault of the event that the broker stamped with this time, or empty if it has none. */
  public Optional<Rejection> faultOf(RetailEvent event, long brokerMillis) {
    String reason = reasonAgainst(event, brokerMillis);
    return reason == null ? Optional.empty() : Optional.of(Rejection.of(STEP, reason));
  }

  private static String reasonAgainst(RetailEvent event, long brokerMillis) {
    if (Text.isBlank(event.getEventId())) {
      return "event_id is missing";
    }
    if (Text.isBlank(event.getUserId())) {
      return "user_id is missing";
    }
    if (Text.isBlank(event.getEventType())) {
      return "event_type is missing";
    }
    EventType type = EventType.ofWireName(event.getEventType()).orElse(null);
    if (type == null) {
      return "event_type is unknown";
    }
    String timeFault = timeFault(event.getEventTsMicros(), brokerMillis);
    if (timeFault != null) {
      return timeFault;
    }
    if (event.getPrice() != null && event.getPrice().signum() < 0) {
      return "price is negative";
    }
    if (isTooMuch(event.getPrice())) {
      return "price is more than a billion dollars";
    }
    if (event.getQuantity() != null && event.getQuantity() < 0) {
      return "quantity is negative";
    }
    return type.movesMoney() ? moneyFault(event, type) : idleMoneyFault(event, type);
  }

  private static String timeFault(Long eventMicros, long brokerMillis) {
    if (eventMicros == null) {
      return "event_ts is missing";
    }
    if (eventMicros < EARLIEST_MICROS) {
      return "event_ts is before the year 2000";
    }
    if (eventMicros >= END_MICROS) {
      return "event_ts is after the year 2099";
    }
    // The broker's time may be the producer's, and anything.
    long latest =
        LongMath.saturatedAdd(LongMath.saturatedMultiply(brokerMillis, 1_000), LEEWAY_MICROS);
    if (eventMicros > latest) {
      return "event_ts is more than an hour ahead of the broker's time";
    }
    return null;
  }

  private static String moneyFault(RetailEvent event, EventType type) {
    if (Text.isBlank(event.getSkuId())) {
      return "sku_id is missing in a " + type.wireName();
    }
    if (Text.isBlank(event.getCategory())) {
      return "category is missing in a " + type.wireName();
    }
    if (event.getPrice() == null) {
      return "price is missing in a " + type.wireName();
    }
    if (event.getQuantity() == null) {
      return "quantity is missing in a " + type.wireName();
    }
    if (event.getRevenue() == null) {
      return "revenue is missing in a " + type.wireName();
    }
    int sign = event.getRevenue().signum();
    if (isTooMuch(event.getRevenue())) {
      return "revenue of a " + type.wireName() + " is more than a billion dollars";
    }
    if (type == EventType.PURCHASE && sign <= 0) {
      return "revenue of a purchase is not positive";
    }
    if (type == EventType.RETURN && sign >= 0) {
      return "revenue of a return is not negative";
    }
    return null;
  }

  private static boolean isTooMuch(@Nullable BigDecimal usd) {
    return usd != null && usd.abs().compareTo(MOST_USD) > 0;
  }

  private static String idleMoneyFault(RetailEvent event, EventType type) {
    BigDecimal revenue = event.getRevenue();
    return revenue == null || revenue.signum() == 0
        ? null
        : "revenue of a " + type.wireName() + " is not zero";
  }
}
