package io.retaillake.transforms.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.event.RetailEvent;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class SilverRefinementTest {

  @Test
  void textIsTrimmedAndBlankTextIsNone() {
    RetailEvent clean =
        SilverRefinement.refine(
            Records.view("  a\t", 0).toBuilder()
                .setUserId(" user-1 ")
                .setSkuId("  ")
                .setCategory("")
                .build());

    assertThat(clean.getEventId()).isEqualTo("a");
    assertThat(clean.getUserId()).isEqualTo("user-1");
    assertThat(clean.getSkuId()).isNull();
    assertThat(clean.getCategory()).isNull();
  }

  @Test
  void missingOptionalTextIsUnknown() {
    RetailEvent clean =
        SilverRefinement.refine(Records.view("a", 0).toBuilder().setBrand(" ").build());

    assertThat(clean.getSessionId()).isEqualTo("unknown");
    assertThat(clean.getBrand()).isEqualTo("unknown");
    assertThat(clean.getDeviceType()).isEqualTo("unknown");
    assertThat(clean.getCountry()).isEqualTo("unknown");
  }

  @Test
  void whatMovesNoMoneyHasARevenueOfZero() {
    assertThat(SilverRefinement.refine(Records.view("a", 0)).getRevenue())
        .isEqualTo(new BigDecimal("0.00"));
  }

  @Test
  void whatIsCleanStaysAsItIs() {
    RetailEvent event =
        Records.purchase("a", 12.345678, "Gärten & Möbel", 1_999).toBuilder()
            .setSessionId("session-7")
            .setBrand("北欧")
            .setDeviceType("mobile")
            .setCountry("DE")
            .build();

    assertThat(SilverRefinement.refine(event)).isEqualTo(event);
  }

  @Test
  void timeIsUtcToTheMicrosecond() {
    RetailEvent event =
        Records.view("a", 0).toBuilder().setEventTsMicros(1_773_489_600_000_001L).build();

    assertThat(SilverRefinement.utc(event))
        .isEqualTo(LocalDateTime.parse("2026-03-14T12:00:00.000001"));
  }

  @Test
  void partsOfTheDayBeginAtSixTwelveAndEighteen() {
    assertThat(timeOfDay("00:00:00")).isEqualTo("night");
    assertThat(timeOfDay("05:59:59.999999")).isEqualTo("night");
    assertThat(timeOfDay("06:00:00")).isEqualTo("morning");
    assertThat(timeOfDay("11:59:59.999999")).isEqualTo("morning");
    assertThat(timeOfDay("12:00:00")).isEqualTo("afternoon");
    assertThat(timeOfDay("17:59:59.999999")).isEqualTo("afternoon");
    assertThat(timeOfDay("18:00:00")).isEqualTo("evening");
    assertThat(timeOfDay("23:59:59.999999")).isEqualTo("evening");
  }

  @Test
  void weekendIsSaturdayAndSunday() {
    assertThat(isWeekend("2026-03-13T23:59:59.999999")).isFalse();
    assertThat(isWeekend("2026-03-14T00:00:00")).isTrue();
    assertThat(isWeekend("2026-03-15T23:59:59.999999")).isTrue();
    assertThat(isWeekend("2026-03-16T00:00:00")).isFalse();
  }

  private static String timeOfDay(String time) {
    return SilverRefinement.timeOfDay(LocalDateTime.parse("2026-03-14T" + time));
  }

  private static boolean isWeekend(String time) {
    return SilverRefinement.isWeekend(LocalDateTime.parse(time));
  }
}
