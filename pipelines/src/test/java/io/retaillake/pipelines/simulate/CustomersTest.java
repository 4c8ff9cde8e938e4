package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import io.retaillake.pipelines.simulate.Visit.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersTest {

  private static final int CUSTOMERS = 4_000;
  private static final long EVENTS = 200_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 42, 20_260_105})
  void purchasesAreATenthOfTheEvents(long seed) {
    long purchases = visits(seed).stream().filter(v -> v.purpose() == Purpose.PURCHASE).count();

    assertThat((double) purchases).isCloseTo(20_300, within(0.03 * 20_300));
  }

  @Test
  void visitsComeInOrderOfTimeWithinTheSixtyFiveWeeks() {
    List<Visit> visits = visits(3);

    assertThat(visits).extracting(Visit::weeks).isSorted();
    assertThat(visits.get(0).weeks()).isNotNegative();
    assertThat(visits.get(visits.size() - 1).weeks()).isLessThan(ShopCalendar.WEEKS);
  }

  @Test
  void everyoneBuysAndTheFirstPurchaseFollowsTheBetaOneFive() {
    Map<Integer, Double> first = new HashMap<>();
    for (Visit visit : visits(4)) {
      if (visit.purpose() == Purpose.PURCHASE) {
        first.putIfAbsent(visit.customer().index(), visit.weeks());
      }
    }
    SummaryStatistics weeks = new SummaryStatistics();
    first.values().forEach(weeks::addValue);

    assertThat(first).hasSize(CUSTOMERS);
    assertThat(weeks.getMean()).isCloseTo(65.0 / 6, within(0.5));
    assertThat(weeks.getStandardDeviation()).isCloseTo(65 * Math.sqrt(5.0 / 252), within(0.5));
  }

  @Test
  void theSameSeedGivesTheSameLives() {
    assertThat(timesOf(visits(5))).isEqualTo(timesOf(visits(5)));
    assertThat(timesOf(visits(5))).isNotEqualTo(timesOf(visits(6)));
  }

  @Test
  void aFewOrdersComeBackAfterTwoToTwentyDays() {
    Map<Long, Double> bought = new HashMap<>();
    int returns = 0;
    for (Visit visit : visits(7)) {
      if (visit.purpose() == Purpose.PURCHASE) {
        bought.put(visit.seed(), visit.weeks());
      } else if (visit.purpose() == Purpose.RETURN) {
        double days = 7 * (visit.weeks() - bought.get(visit.orderSeed()));
        assertThat(days).isBetween(2.0, 20.0);
        returns++;
      }
    }

    assertThat((double) returns / bought.size()).isCloseTo(0.04, within(0.005));
  }

  @Test
  void kindsDrawTheirCustomersFromTheRecipe() {
    assertThat(
            ImmutableList.copyOf(CustomerKind.values()).stream()
                .mapToDouble(CustomerKind::share)
                .sum())
        .isCloseTo(1, within(1e-12));
    assertRecipe(CustomerKind.LOYAL, 0.30, 0.005, 340);
    assertRecipe(CustomerKind.REGULAR, 0.155, 0.012, 315);
    assertRecipe(CustomerKind.BIG_SPENDER, 0.045, 0.010, 1130);
    assertRecipe(CustomerKind.BRIEF, 0.43, 0.43, 150);
    assertRecipe(CustomerKind.ONE_TIME, 0.006, 0.25, 500);
  }

  private static void assertRecipe(
      CustomerKind kind, double weeklyRate, double dropout, double orderValueUsd) {
    SeededRandom random = new SeededRandom(kind.name().hashCode());
    SummaryStatistics rates = new SummaryStatistics();
    SummaryStatistics dropouts = new SummaryStatistics();
    SummaryStatistics orders = new SummaryStatistics();
    for (int customer = 0; customer < 100_000; customer++) {
      rates.addValue(kind.drawWeeklyRate(random));
      dropouts.addValue(kind.drawDropout(random));
      orders.addValue(random.gamma(CustomerKind.ORDER_SHAPE, 1 / kind.drawOrderRate(random)));
    }

    assertThat(rates.getMean()).isCloseTo(weeklyRate, within(0.015 * weeklyRate));
    assertThat(dropouts.getMean()).isCloseTo(dropout, within(0.04 * dropout));
    assertThat(orders.getMean()).isCloseTo(orderValueUsd, within(0.015 * orderValueUsd));
  }

  private static List<Visit> visits(long seed) {
    List<Visit> visits = new ArrayList<>();
    new Customers(CUSTOMERS, EVENTS, seed).visits().forEachRemaining(visits::add);
    return visits;
  }

  private static List<Double> timesOf(List<Visit> visits) {
    return visits.stream().map(Visit::weeks).toList();
  }
}
