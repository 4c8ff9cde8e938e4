package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ShopCalendarTest {

  @Test
  void weeksBeginOnMondaysAtMidnight() {
    assertThat(at(0)).isEqualTo("2024-10-07T00:00:00Z");
    assertThat(at(7)).isEqualTo("2024-11-25T00:00:00Z");
    assertThat(at(64)).isEqualTo("2025-12-29T00:00:00Z");
    assertThat(at(65)).isEqualTo(Instant.ofEpochSecond(0, ShopCalendar.END_MICROS * 1000));
  }

  @Property
  void laterStaysLaterAndInItsWeek(
      @ForAll @DoubleRange(max = 65, maxIncluded = false) double one,
      @ForAll @DoubleRange(max = 65, maxIncluded = false) double other) {
    double early = Math.min(one, other);
    double late = Math.max(one, other);

    assertThat(ShopCalendar.micros(early)).isLessThanOrEqualTo(ShopCalendar.micros(late));
    assertThat(at(late))
        .isBetween(at(Math.floor(late)), at(Math.floor(late)).plus(Duration.ofDays(7)));
  }

  @Test
  void evenlySpreadVisitsBecomeBusyEveningsAndQuietNights() {
    long evening = visitsInHours(18, 22);
    long night = visitsInHours(2, 6);

    assertThat(evening).isGreaterThan(8 * night);
  }

  @Test
  void blackFridayIsASaleAndTheWeekBeforeIsNot() {
    assertThat(ShopCalendar.isSale(7.5)).isTrue();
    assertThat(ShopCalendar.isSale(59.9)).isTrue();
    assertThat(ShopCalendar.isSale(6.9)).isFalse();
    assertThat(ShopCalendar.isSale(64.5)).isFalse();
  }

  private static long visitsInHours(int from, int to) {
    int visits = 7 * 24 * 60;
    long count = 0;
    for (int visit = 0; visit < visits; visit++) {
      int hour = (int) (at((double) visit / visits).getEpochSecond() / 3600 % 24);
      count += hour >= from && hour < to ? 1 : 0;
    }
    return count;
  }

  private static Instant at(double weeks) {
    return Instant.EPOCH.plus(ShopCalendar.micros(weeks), ChronoUnit.MICROS);
  }
}
