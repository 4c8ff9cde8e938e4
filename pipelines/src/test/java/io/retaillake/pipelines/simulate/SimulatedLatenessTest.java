package io.retaillake.pipelines.simulate;

import static java.util.concurrent.TimeUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.retaillake.pipelines.simulate.SimulatedRecord.Kind;
import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Judges the records as the pipeline will: decoded, by partition, in the order given. */
class SimulatedLatenessTest {

  @ParameterizedTest
  @CsvSource({"200000, 4, 0.09", "50000, 1, 0.09", "50000, 16, 0.2", "50000, 4, 0.01"})
  void lateShareIsWhatThePipelineWillJudge(long events, int partitions, double lateShare) {
    SimulationOptions options =
        SimulationOptions.defaults()
            .withEvents(events)
            .withPartitions(partitions)
            .withLateShare(lateShare);
    Map<Arrival, Long> judged = judge(Simulation.of(options), partitions, Duration.ofSeconds(2));

    double late = judged.get(Arrival.LATE);
    double tooLate = judged.get(Arrival.TOO_LATE);
    assertThat((late + tooLate) / events).isCloseTo(lateShare, within(0.002));
    assertThat(late / (late + tooLate)).isBetween(0.25, 0.45);
  }

  @Test
  void withoutALateShareNothingIsLate() {
    Simulation simulation =
        Simulation.of(SimulationOptions.defaults().withEvents(20_000).withLateShare(0));

    assertThat(judge(simulation, 4, Duration.ofSeconds(2)))
        .containsEntry(Arrival.ON_TIME, 20_000L)
        .containsEntry(Arrival.LATE, 0L)
        .containsEntry(Arrival.TOO_LATE, 0L);
  }

  @Test
  void someEventsAreOutOfOrderButOnTime() {
    Simulation simulation =
        Simulation.of(SimulationOptions.defaults().withEvents(50_000).withLateShare(0));
    Map<Arrival, Long> inStrictOrder = judge(simulation, 4, Duration.ZERO);

    assertThat(inStrictOrder.get(Arrival.LATE)).isBetween(50L, 500L);
  }

  @Test
  void aWiderOutOfOrdernessIsAnsweredWithLongerDelays() {
    Duration outOfOrderness = Duration.ofSeconds(30);
    Simulation simulation =
        Simulation.of(
            SimulationOptions.defaults().withEvents(50_000).withOutOfOrderness(outOfOrderness));
    Map<Arrival, Long> judged = judge(simulation, 4, outOfOrderness);

    double late = judged.get(Arrival.LATE) + judged.get(Arrival.TOO_LATE);
    assertThat(late / 50_000).isCloseTo(0.09, within(0.002));
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 20_000})
  void nothingComesMoreThanTwoDaysBehindItsPartition(long events) throws UndecodableEventException {
    Simulation simulation = Simulation.of(SimulationOptions.defaults().withEvents(events));
    RetailEventCodec codec = RetailEventCodec.create();
    long[] latest = new long[4];
    while (simulation.hasNext()) {
      SimulatedRecord record = simulation.next();
      if (record.kind() != Kind.MALFORMED) {
        long micros = codec.decode(record.value()).getEventTsMicros();
        latest[record.partition()] = Math.max(latest[record.partition()], micros);
        assertThat(latest[record.partition()] - micros).isLessThan(DAYS.toMicros(2));
      }
    }
  }

  @Test
  void liveEventsAreStampedWithTheClockAndLateAllTheSame() throws UndecodableEventException {
    Instant start = Instant.parse("2026-11-22T10:00:00.000001Z");
    long[] ticks = {0};
    Simulation simulation =
        Simulation.live(
            SimulationOptions.defaults().withEvents(40_000).withLateShare(0.1),
            () -> start.plus(Duration.ofMillis(5 * ticks[0]++)));
    SimulatedRecord first = simulation.next();

    assertThat(RetailEventCodec.create().decode(first.value()).getEventTsMicros())
        .isBetween(1_795_341_600_000_001L, 1_795_341_601_000_001L);
    Map<Arrival, Long> judged = judge(simulation, 4, Duration.ofSeconds(2));
    double late = judged.get(Arrival.LATE) + judged.get(Arrival.TOO_LATE);
    assertThat(late / 40_000).isCloseTo(0.1, within(0.01));
    assertThat(simulation.report().events()).isEqualTo(40_000);
  }

  private static Map<Arrival, Long> judge(
      Simulation simulation, int partitions, Duration outOfOrderness) {
    ArrivalRule rule = ArrivalRule.oneMinuteWindows(outOfOrderness);
    RetailEventCodec codec = RetailEventCodec.create();
    Map<Arrival, Long> judged = new EnumMap<>(Arrival.class);
    Arrays.stream(Arrival.values()).forEach(arrival -> judged.put(arrival, 0L));
    long[] latest = new long[partitions];
    Arrays.fill(latest, ArrivalRule.NO_EVENT_YET);
    while (simulation.hasNext()) {
      SimulatedRecord record = simulation.next();
      if (record.kind() == Kind.MALFORMED || record.kind() == Kind.DUPLICATE) {
        continue;
      }
      try {
        long micros = codec.decode(record.value()).getEventTsMicros();
        long millis = Math.floorDiv(micros, 1000L);
        long before = latest[record.partition()];
        judged.merge(rule.judge(millis, rule.watermarkMillis(before)), 1L, Long::sum);
        latest[record.partition()] = Math.max(before, millis);
      } catch (UndecodableEventException undecodable) {
        throw new AssertionError(undecodable);
      }
    }
    return judged;
  }
}
