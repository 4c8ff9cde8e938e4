package io.retaillake.pipelines.simulate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.retaillake.pipelines.simulate.SimulatedRecord.Kind;
import io.retaillake.transforms.admission.EventValidator;
import io.retaillake.transforms.admission.Rejection;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import io.retaillake.transforms.event.UndecodableEventException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {

  private static final SimulationOptions SMALL = SimulationOptions.defaults().withEvents(20_000);

  private static final long NOW_MILLIS = Instant.parse("2026-01-06T00:00:00Z").toEpochMilli();

  private final RetailEventCodec codec = RetailEventCodec.create();
  private final EventValidator validator = new EventValidator();

  @ParameterizedTest
  @ValueSource(longs = {1_000, 20_000, 33_333})
  void makesExactlyTheDistinctEventsAskedFor(long events) {
    Simulation simulation = Simulation.of(SMALL.withEvents(events));
    Set<String> ids = new HashSet<>();
    simulation.forEachRemaining(
        record -> {
          if (isEvent(record)) {
            ids.add(decoded(record).getEventId());
          }
        });

    assertThat(ids).hasSize((int) events);
    assertThat(simulation.report().events()).isEqualTo(events);
  }

  @Test
  void duplicatesAndMalformedRecordsComeOnTopInTheirExactShares() {
    Simulation simulation = Simulation.of(SMALL);
    List<SimulatedRecord> records = drain(simulation);
    SimulationReport report = simulation.report();

    assertThat(report.records()).isEqualTo(records.size()).isEqualTo(20_420);
    assertThat(report.duplicates()).isEqualTo(count(records, Kind.DUPLICATE)).isEqualTo(400);
    assertThat(report.malformed()).isEqualTo(count(records, Kind.MALFORMED)).isEqualTo(20);
    assertThat(report.late()).isEqualTo(count(records, Kind.LATE));
    assertThat(report.tooLate()).isEqualTo(count(records, Kind.TOO_LATE));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertThat(digest(SMALL)).isEqualTo(digest(SMALL));
    assertThat(digest(SMALL)).isNotEqualTo(digest(SMALL.withSeed(43)));
  }

  @Test
  void revenueAndPurchasesInTheReportAreThoseOfTheEvents() {
    Simulation simulation = Simulation.of(SMALL);
    List<RetailEvent> events = events(drain(simulation));
    long cents = 0;
    long purchases = 0;
    for (RetailEvent event : events) {
      cents += event.getRevenue().movePointRight(2).longValueExact();
      purchases += event.getEventType().equals("purchase") ? 1 : 0;
    }

    assertThat(simulation.report().revenueCents()).isEqualTo(cents);
    assertThat(simulation.report().purchases()).isEqualTo(purchases);
    assertThat((double) purchases / events.size()).isCloseTo(0.1, within(0.01));
  }

  @Test
  void aDuplicateRepeatsTheBytesOfAnEventSentShortlyBeforeInItsPartition() {
    Map<Integer, List<SimulatedRecord>> sent =
        drain(Simulation.of(SMALL)).stream().collect(groupingBy(SimulatedRecord::partition));

    for (List<SimulatedRecord> partition : sent.values()) {
      for (int at = 0; at < partition.size(); at++) {
        SimulatedRecord record = partition.get(at);
        if (record.kind() == Kind.DUPLICATE) {
          assertThat(partition.subList(Math.max(0, at - 100), at))
              .anyMatch(before -> isEvent(before) && Arrays.equals(before.value(), record.value()));
        }
      }
    }
  }

  @Test
  void aUsersRecordsGoWhereKafkasOwnPartitionerWouldSendThem() {
    assertThat(drain(Simulation.of(SMALL.withPartitions(7))))
        .allMatch(
            record ->
                record.partition()
                    == BuiltInPartitioner.partitionForKey(
                        record.key().getBytes(StandardCharsets.UTF_8), 7))
        .extracting(SimulatedRecord::partition)
        .contains(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void everyFaultOccursAndNoneIsAdmitted() {
    Set<String> reasons =
        drain(Simulation.of(SMALL.withMalformedShare(0.01))).stream()
            .filter(record -> record.kind() == Kind.MALFORMED)
            .map(this::faultOf)
            .collect(toSet());

    assertThat(reasons)
        .anyMatch(reason -> reason.startsWith("impossible union branch"))
        .anyMatch(reason -> reason.contains("truncated"))
        .anyMatch(reason -> reason.contains("schema id 9999"))
        .contains(
            "event_id is missing",
            "user_id is missing",
            "event_ts is missing",
            "price is negative",
            "event_type is unknown",
            "event_ts is before the year 2000",
            "event_ts is more than an hour ahead of the broker's time",
            "revenue of a purchase is not positive")
        .doesNotContain("none");
  }

  @Test
  void eventsAreAcceptableAndWithinTheSixtyFiveWeeks() {
    List<RetailEvent> events = events(drain(Simulation.of(SMALL)));

    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(validator.faultOf(event, NOW_MILLIS)).isEmpty();
              assertThat(event.getEventId()).hasSize(36);
              assertThat(event.getEventTsMicros())
                  .isBetween(ShopCalendar.START_MICROS, ShopCalendar.END_MICROS - 1);
            });
    assertThat(events)
        .extracting(RetailEvent::getEventType)
        .contains(Stream.of(EventType.values()).map(EventType::wireName).toArray(String[]::new));
  }

  @Test
  void aPurchaseFollowsTheLookAtTheArticleAndTheCart() {
    List<RetailEvent> events = events(drain(Simulation.of(SMALL.withLateShare(0))));
    Map<String, Set<String>> done =
        events.stream()
            .collect(
                groupingBy(
                    event -> event.getSessionId() + event.getSkuId(),
                    mapping(RetailEvent::getEventType, toSet())));
    List<Set<String>> bought =
        done.values().stream().filter(types -> types.contains("purchase")).toList();

    assertThat(bought).hasSizeGreaterThan(1_800);
    assertThat(bought.stream().filter(types -> types.contains("page_view")).count())
        .isGreaterThan(bought.size() * 95L / 100);
    assertThat(bought).allMatch(types -> types.contains("add_to_cart"));
  }

  @Test
  void eveningsAndWeekendsAreBusierThanNightsAndWeekdays() {
    List<ZonedDateTime> times =
        events(drain(Simulation.of(SMALL))).stream()
            .map(event -> Instant.EPOCH.plus(event.getEventTsMicros(), ChronoUnit.MICROS))
            .map(instant -> instant.atZone(ZoneOffset.UTC))
            .toList();
    long evening = times.stream().filter(at -> at.getHour() >= 18 && at.getHour() < 22).count();
    long night = times.stream().filter(at -> at.getHour() >= 2 && at.getHour() < 6).count();
    double weekend = times.stream().filter(at -> at.getDayOfWeek().getValue() > 5).count() / 2.0;
    double weekday = times.stream().filter(at -> at.getDayOfWeek().getValue() <= 5).count() / 5.0;

    assertThat(evening).isGreaterThan(5 * night);
    assertThat(weekend / weekday).isBetween(1.15, 1.5);
  }

  @Test
  void nothingIsKeptButWhatIsUnderWay() {
    for (long events : new long[] {20_000, 200_000}) {
      Simulation simulation = Simulation.of(SMALL.withEvents(events));
      int most = 0;
      while (simulation.hasNext()) {
        simulation.next();
        most = Math.max(most, simulation.held());
      }

      assertThat(most).isLessThan(200);
    }
  }

  private String faultOf(SimulatedRecord record) {
    try {
      return validator
          .faultOf(codec.decode(record.value()), NOW_MILLIS)
          .map(Rejection::reason)
          .orElse("none");
    } catch (UndecodableEventException undecodable) {
      return undecodable.reason();
    }
  }

  private static HashCode digest(SimulationOptions options) {
    Hasher hasher = Hashing.sha256().newHasher();
    Simulation.of(options)
        .forEachRemaining(
            record ->
                hasher
                    .putInt(record.partition())
                    .putString(record.key(), StandardCharsets.UTF_8)
                    .putInt(record.value().length)
                    .putBytes(record.value()));
    return hasher.hash();
  }

  private static List<SimulatedRecord> drain(Simulation simulation) {
    List<SimulatedRecord> records = new ArrayList<>();
    simulation.forEachRemaining(records::add);
    return records;
  }

  private static long count(List<SimulatedRecord> records, Kind kind) {
    return records.stream().filter(record -> record.kind() == kind).count();
  }

  private static boolean isEvent(SimulatedRecord record) {
    return record.kind() != Kind.DUPLICATE && record.kind() != Kind.MALFORMED;
  }

  private List<RetailEvent> events(List<SimulatedRecord> records) {
    return records.stream().filter(SimulationTest::isEvent).map(this::decoded).toList();
  }

  private RetailEvent decoded(SimulatedRecord record) {
    try {
      return codec.decode(record.value());
    } catch (UndecodableEventException undecodable) {
      throw new AssertionError(undecodable);
    }
  }
}
