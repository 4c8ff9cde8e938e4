package io.retaillake.pipelines.simulate;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The 65 weeks of the shop, and the hours in which people shop.
 *
 * <p>The recipe counts time evenly, in weeks. The calendar bends time within each week, so that
 * evenly spread visits become busy evenings and weekends and quiet nights. Order is kept, no visit
 * leaves its week, and so purchase rates and recencies remain the recipe's.
 */
final class ShopCalendar {

  static final double WEEKS = 65;
  static final Instant START = Instant.parse("2024-10-07T00:00:00Z");
  static final long START_MICROS = TimeUnit.SECONDS.toMicros(START.getEpochSecond());
  static final long END_MICROS = START_MICROS + TimeUnit.DAYS.toMicros(7 * (long) WEEKS);

  private static final int HOURS = 7 * 24;
  private static final double HOUR_MICROS = TimeUnit.HOURS.toMicros(1);

  /** How busy each hour of the day is, UTC, from midnight on. */
  private static final double[] HOUR_WEIGHTS = {
    0.45, 0.30, 0.20, 0.16, 0.16, 0.22, 0.40, 0.65, 0.85, 1.00, 1.10, 1.15, //
    1.25, 1.20, 1.10, 1.08, 1.15, 1.35, 1.65, 1.95, 2.05, 1.80, 1.30, 0.80
  };

  /** How busy each day is, from Monday on. */
  private static final double[] DAY_WEIGHTS = {0.92, 0.88, 0.90, 0.95, 1.02, 1.20, 1.25};

  /** The part of a week's visits before each of its hours, and 1 at the end. */
  private static final double[] BEFORE_HOUR = cumulate();

  /** Weeks with a sale: Black Friday, the days before Christmas, the summer sale. */
  private static final long SALE_WEEKS = weeks(7, 10, 11, 38, 39, 59, 62);

  private ShopCalendar() {}

  /** The moment, in microseconds since 1970, of a recipe time in weeks since the start. */
  static long micros(double weeks) {
    long week = (long) weeks;
    double part = weeks - week;
    int low = 0;
    int high = HOURS;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (BEFORE_HOUR[middle] <= part) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double hour = low + (part - BEFORE_HOUR[low]) / (BEFORE_HOUR[low + 1] - BEFORE_HOUR[low]);
    return START_MICROS + (long) ((week * HOURS + hour) * HOUR_MICROS);
  }

  /** Whether the shop has a sale in the week of this recipe time. */
  static boolean isSale(double weeks) {
    return weeks < Long.SIZE && (SALE_WEEKS >>> (int) weeks & 1) == 1;
  }

  private static double[] cumulate() {
    double[] before = new double[HOURS + 1];
    for (int hour = 0; hour < HOURS; hour++) {
      before[hour + 1] = before[hour] + DAY_WEIGHTS[hour / 24] * HOUR_WEIGHTS[hour % 24];
    }
    double all = before[HOURS];
    for (int hour = 0; hour <= HOURS; hour++) {
      before[hour] /= all;
    }
    return before;
  }

  private static long weeks(int... weeks) {
    long bits = 0;
    for (int week : weeks) {
      bits |= 1L << week;
    }
    return bits;
  }
}
