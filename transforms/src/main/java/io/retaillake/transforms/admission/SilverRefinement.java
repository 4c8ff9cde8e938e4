package io.retaillake.transforms.admission;

import io.retaillake.transforms.event.RetailEvent;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Makes an accepted event clean, by silver's rules:
 *
 * <ul>
 *   <li>text is trimmed, and blank text becomes null;
 *   <li>a missing {@code session_id}, {@code brand}, {@code device_type} or {@code country} becomes
 *       {@code unknown};
 *   <li>the revenue of an event that moves no money is 0.00;
 *   <li>{@code time_of_day}: night until 06:00, morning until 12:00, afternoon until 18:00, evening
 *       until midnight; {@code is_weekend}: Saturday and Sunday; both in UTC.
 * </ul>
 */
public final class SilverRefinement {

  /** What stands in for a missing optional text. */
  public static final String UNKNOWN = "unknown";

  private static final BigDecimal NOTHING = new BigDecimal("0.00");

  private SilverRefinement() {}

  /** The event in clean form. */
  public static RetailEvent refine(RetailEvent event) {
    return RetailEvent.builder()
        .setEventId(Text.clean(event.getEventId()))
        .setUserId(Text.clean(event.getUserId()))
        .setSessionId(Text.cleanOr(event.getSessionId(), UNKNOWN))
        .setSkuId(Text.clean(event.getSkuId()))
        .setCategory(Text.clean(event.getCategory()))
        .setBrand(Text.cleanOr(event.getBrand(), UNKNOWN))
        .setEventType(event.getEventType())
        .setEventTsMicros(event.getEventTsMicros())
        .setPrice(event.getPrice())
        .setQuantity(event.getQuantity())
        .setRevenue(event.getRevenue() == null ? NOTHING : event.getRevenue())
        .setDeviceType(Text.cleanOr(event.getDeviceType(), UNKNOWN))
        .setCountry(Text.cleanOr(event.getCountry(), UNKNOWN))
        .build();
  }

  /** The event's time in UTC. */
  public static LocalDateTime utc(RetailEvent event) {
    long micros = event.getEventTsMicros();
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1_000,
        ZoneOffset.UTC);
  }

  /** The part of the day that the time falls in. */
  public static String timeOfDay(LocalDateTime time) {
    int hour = time.getHour();
    if (hour < 6) {
      return "night";
    }
    if (hour < 12) {
      return "morning";
    }
    return hour < 18 ? "afternoon" : "evening";
  }

  /** True on Saturday and Sunday. */
  public static boolean isWeekend(LocalDateTime time) {
    DayOfWeek day = time.getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }
}
