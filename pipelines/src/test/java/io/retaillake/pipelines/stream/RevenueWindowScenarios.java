package io.retaillake.pipelines.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.transforms.windows.RevenueSum;
import io.retaillake.transforms.windows.RevenueWindow;
import io.retaillake.transforms.windows.SumRevenueByCategory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * Every class of lateness that {@link SumRevenueByCategory} tells apart, with exact rows. A runner
 * is held to the same rows as any other by running these.
 *
 * <p>Times are given as seconds after noon, the start of a window.
 */
abstract class RevenueWindowScenarios {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final Instant EMITTED = Instant.parse("2026-11-01T00:00:00Z");

  /** The options of the runner under test; it must take the events of a test stream one by one. */
  abstract PipelineOptions options();

  @Test
  void windowTellsItsTotalWhenTheWatermarkPassesItsEnd() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_250, 3), purchase("toys", 999, 58))
                    .advanceWatermarkTo(second(60))))
        .containsExactlyInAnyOrder(onTime("toys", 0, RevenueSum.of(2_249, 2, 2)));
  }

  @Test
  void eventOutOfOrderButAheadOfTheWatermarkIsOnTime() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 70))
                    .advanceWatermarkTo(second(59))
                    .addElements(purchase("toys", 500, 59.5))
                    .advanceWatermarkTo(second(120))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(500, 1, 1)),
            onTime("toys", 60, RevenueSum.of(1_000, 1, 1)));
  }

  @Test
  void eventBehindTheWatermarkWhoseWindowIsOpenIsInTheOnTimeRow() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30))
                    .advanceWatermarkTo(second(50))
                    .addElements(purchase("toys", 500, 2))
                    .advanceWatermarkTo(second(60))))
        .containsExactlyInAnyOrder(onTime("toys", 0, RevenueSum.of(1_500, 2, 2)));
  }

  @Test
  void eventWithinTheAllowedLatenessTellsTheTotalAgain() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30))
                    .advanceWatermarkTo(second(62))
                    .addElements(purchase("toys", 500, 59))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(1_000, 1, 1)),
            late("toys", 0, RevenueSum.of(1_500, 2, 2)));
  }

  @Test
  void everyLateEventTellsTheTotalThatIsThenKnown() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30))
                    .advanceWatermarkTo(second(61))
                    .addElements(purchase("toys", 500, 59))
                    .advanceWatermarkTo(second(63))
                    .addElements(purchase("toys", 20, 1))
                    .advanceWatermarkTo(second(64))
                    .addElements(purchase("toys", 3, 2))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(1_000, 1, 1)),
            late("toys", 0, RevenueSum.of(1_500, 2, 2)),
            late("toys", 0, RevenueSum.of(1_520, 3, 3)),
            late("toys", 0, RevenueSum.of(1_523, 4, 4)));
  }

  @Test
  void windowWhoseFirstEventIsLateHasNoEmptyOnTimeRow() {
    assertThat(
            rowsOf(
                stream()
                    .advanceWatermarkTo(second(62))
                    .addElements(purchase("toys", 500, 10))
                    .advanceWatermarkTo(second(64))
                    .addElements(purchase("toys", 7, 11))))
        .containsExactlyInAnyOrder(
            late("toys", 0, RevenueSum.of(500, 1, 1)), late("toys", 0, RevenueSum.of(507, 2, 2)));
  }

  @Test
  void lastMillisecondOfTheAllowedLatenessStillCounts() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30))
                    .advanceWatermarkTo(second(64.999))
                    .addElements(purchase("toys", 500, 59))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(1_000, 1, 1)),
            late("toys", 0, RevenueSum.of(1_500, 2, 2)));
  }

  @Test
  void eventOnceTheAllowedLatenessIsOverIsDropped() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30))
                    .advanceWatermarkTo(second(65))
                    .addElements(purchase("toys", 500, 59), purchase("toys", 7, 61))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(1_000, 1, 1)),
            onTime("toys", 60, RevenueSum.of(7, 1, 1)));
  }

  @Test
  void windowThatNothingEverEnteredTellsNothing() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30), purchase("toys", 2_000, 630))
                    .advanceWatermarkTo(second(3_600))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(1_000, 1, 1)),
            onTime("toys", 600, RevenueSum.of(2_000, 1, 1)));
  }

  @Test
  void categoriesAreSummedApartAndALateEventOfOneTellsNothingOfTheOther() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 30), purchase("books", 333, 31))
                    .advanceWatermarkTo(second(61))
                    .addElements(purchase("books", 1, 32))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(1_000, 1, 1)),
            onTime("books", 0, RevenueSum.of(333, 1, 1)),
            late("books", 0, RevenueSum.of(334, 2, 2)));
  }

  @Test
  void returnLowersRevenueAndRaisesOnlyTheEvents() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(
                        purchase("toys", 1_000, 30),
                        at("toys", RevenueSum.ofReturn(-400), 40),
                        at("books", RevenueSum.ofReturn(-250), 41))
                    .advanceWatermarkTo(second(60))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(600, 1, 2)),
            onTime("books", 0, RevenueSum.of(-250, 0, 1)));
  }

  @Test
  void windowHoldsItsFirstMillisecondAndNotItsEnd() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(
                        purchase("toys", 1, -0.001),
                        purchase("toys", 10, 0),
                        purchase("toys", 100, 59.999),
                        purchase("toys", 1_000, 60))))
        .containsExactlyInAnyOrder(
            onTime("toys", -60, RevenueSum.of(1, 1, 1)),
            onTime("toys", 0, RevenueSum.of(110, 2, 2)),
            onTime("toys", 60, RevenueSum.of(1_000, 1, 1)));
  }

  @Test
  void partialSumsOfManyEventsAreAddedWhole() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(at("toys", RevenueSum.of(12_345, 10, 12), 5))
                    .advanceWatermarkTo(second(60))
                    .addElements(at("toys", RevenueSum.of(-45, 1, 3), 6))))
        .containsExactlyInAnyOrder(
            onTime("toys", 0, RevenueSum.of(12_345, 10, 12)),
            late("toys", 0, RevenueSum.of(12_300, 11, 15)));
  }

  @Test
  void drainTellsAnOpenWindowAsItIsAndASuccessorThatReadsOnTellsOnlyWhatCameAfter() {
    assertThat(
            rowsOf(
                stream()
                    .addElements(purchase("toys", 1_000, 10), purchase("toys", 500, 20))
                    .advanceWatermarkTo(second(25))))
        .as("drained at second 25, which is a watermark at the end of time")
        .containsExactlyInAnyOrder(onTime("toys", 0, RevenueSum.of(1_500, 2, 2)));

    assertThat(
            rowsOf(stream().addElements(purchase("toys", 70, 40)).advanceWatermarkTo(second(60))))
        .as("a successor without state: fewer events, so readers pass the row over")
        .containsExactlyInAnyOrder(onTime("toys", 0, RevenueSum.of(70, 1, 1)));
  }

  private List<RevenueWindow> rowsOf(TestStream.Builder<KV<String, RevenueSum>> events) {
    Pipeline pipeline = Pipeline.create(options());
    try (CollectedRows<RevenueWindow> collected = new CollectedRows<>()) {
      pipeline
          .apply("Events", events.advanceWatermarkToInfinity())
          .apply(
              "SumRevenueByCategory",
              SumRevenueByCategory.create()
                  .withClock(
                      Clock.fixed(
                          java.time.Instant.ofEpochMilli(EMITTED.getMillis()), ZoneOffset.UTC)))
          .apply("Collect", collected.sink());
      pipeline.run().waitUntilFinish();
      return collected.rows();
    }
  }

  private static TestStream.Builder<KV<String, RevenueSum>> stream() {
    return TestStream.create(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder()))
        .advanceWatermarkTo(NOON.minus(Duration.standardMinutes(5)));
  }

  private static TimestampedValue<KV<String, RevenueSum>> purchase(
      String category, long cents, double second) {
    return at(category, RevenueSum.ofPurchase(cents), second);
  }

  private static TimestampedValue<KV<String, RevenueSum>> at(
      String category, RevenueSum sum, double second) {
    return TimestampedValue.of(KV.of(category, sum), second(second));
  }

  private static Instant second(double second) {
    return NOON.plus(Duration.millis(Math.round(second * 1000)));
  }

  private static RevenueWindow onTime(String category, int startSecond, RevenueSum total) {
    return row(category, startSecond, total, "ON_TIME");
  }

  private static RevenueWindow late(String category, int startSecond, RevenueSum total) {
    return row(category, startSecond, total, "LATE");
  }

  private static RevenueWindow row(
      String category, int startSecond, RevenueSum total, String paneTiming) {
    return RevenueWindow.builder()
        .setWindowStart(second(startSecond))
        .setWindowEnd(second(startSecond + 60))
        .setCategory(category)
        .setRevenue(total.revenueUsd())
        .setPurchases(total.purchases())
        .setEvents(total.events())
        .setPaneTiming(paneTiming)
        .setEmittedAt(EMITTED)
        .build();
  }
}
