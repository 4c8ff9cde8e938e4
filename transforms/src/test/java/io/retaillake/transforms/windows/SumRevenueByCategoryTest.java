package io.retaillake.transforms.windows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What can be set, counted and named; the classes of lateness are tested on every runner. */
class SumRevenueByCategoryTest {

  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final Instant EMITTED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Clock CLOCK =
      Clock.fixed(java.time.Instant.ofEpochMilli(EMITTED.getMillis()), ZoneOffset.UTC);

  private final Pipeline pipeline = Pipeline.create();

  @Test
  void windowsAreAsLongAsAsked() {
    PCollection<RevenueWindow> rows =
        pipeline
            .apply(
                Create.timestamped(
                        purchase(100, NOON),
                        purchase(20, afterNoon(60_000)),
                        purchase(3, afterNoon(600_000)))
                    .withCoder(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder())))
            .apply(
                SumRevenueByCategory.create()
                    .withWindowSize(Duration.ofMinutes(10))
                    .withClock(CLOCK));

    PAssert.that(rows)
        .containsInAnyOrder(
            row(NOON, 600_000, RevenueSum.of(120, 2, 2), PaneInfo.Timing.ON_TIME),
            row(afterNoon(600_000), 600_000, RevenueSum.of(3, 1, 1), PaneInfo.Timing.ON_TIME));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void windowStaysOpenForTheAllowedLatenessAsked() {
    PCollection<RevenueWindow> rows =
        pipeline
            .apply(
                TestStream.create(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder()))
                    .addElements(purchase(100, NOON))
                    .advanceWatermarkTo(afterNoon(119_999))
                    .addElements(purchase(20, NOON))
                    .advanceWatermarkTo(afterNoon(120_000))
                    .addElements(purchase(3, NOON))
                    .advanceWatermarkToInfinity())
            .apply(
                SumRevenueByCategory.create()
                    .withAllowedLateness(Duration.ofMinutes(1))
                    .withClock(CLOCK));

    PAssert.that(rows)
        .containsInAnyOrder(
            row(NOON, 60_000, RevenueSum.of(100, 1, 1), PaneInfo.Timing.ON_TIME),
            row(NOON, 60_000, RevenueSum.of(120, 2, 2), PaneInfo.Timing.LATE));
    pipeline.run().waitUntilFinish();
  }

  @Test
  void rowsAreCountedByTiming() {
    pipeline
        .apply(
            TestStream.create(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder()))
                .addElements(purchase(100, NOON), purchase(100, afterNoon(60_000)))
                .advanceWatermarkTo(afterNoon(61_000))
                .addElements(purchase(20, NOON))
                .advanceWatermarkTo(afterNoon(65_000))
                .addElements(purchase(3, NOON))
                .advanceWatermarkToInfinity())
        .apply(SumRevenueByCategory.create());
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();

    assertThat(counter(result, "onTimeRows")).isEqualTo(2);
    assertThat(counter(result, "lateRows")).isEqualTo(1);
  }

  @Test
  void stepsKeepTheirNamesSoThatARunningJobCanBeUpdated() {
    pipeline
        .apply(
            "Sums",
            Create.timestamped(purchase(100, NOON))
                .withCoder(KvCoder.of(StringUtf8Coder.of(), RevenueSum.coder())))
        .apply("SumRevenueByCategory", SumRevenueByCategory.create());
    List<String> names = new ArrayList<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
            return CompositeBehavior.ENTER_TRANSFORM;
          }
        });

    assertThat(names)
        .contains(
            "SumRevenueByCategory",
            "SumRevenueByCategory/IntoGlobalWindow",
            "SumRevenueByCategory/TellTotals");
  }

  @Test
  void impossibleDurationsAreRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> SumRevenueByCategory.create().withWindowSize(Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a millisecond or more");
    assertThatThrownBy(
            () -> SumRevenueByCategory.create().withAllowedLateness(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Give zero");
  }

  private static long counter(PipelineResult result, String name) {
    return StreamSupport.stream(
            result
                .metrics()
                .queryMetrics(
                    MetricsFilter.builder()
                        .addNameFilter(MetricNameFilter.named(SumRevenueByCategory.class, name))
                        .build())
                .getCounters()
                .spliterator(),
            false)
        .mapToLong(MetricResult::getAttempted)
        .sum();
  }

  private static Instant afterNoon(long millis) {
    return NOON.plus(org.joda.time.Duration.millis(millis));
  }

  private static TimestampedValue<KV<String, RevenueSum>> purchase(long cents, Instant time) {
    return TimestampedValue.of(KV.of("toys", RevenueSum.ofPurchase(cents)), time);
  }

  private static RevenueWindow row(
      Instant start, long millis, RevenueSum total, PaneInfo.Timing timing) {
    return RevenueWindow.of(
        new IntervalWindow(start, start.plus(org.joda.time.Duration.millis(millis))),
        "toys",
        total,
        timing,
        EMITTED);
  }
}
