package io.retaillake.pipelines.simulate;

import io.retaillake.pipelines.simulate.SimulatedRecord.Kind;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A shop's stream of records, made one by one: 65 weeks of customers who come, look, buy and bring
 * back, with the late, repeated and broken records that real delivery has.
 *
 * <p>The same options give the same records, byte for byte, on any machine; a {@link #live} one
 * differs in its times, and in which events are late. There are exactly as many distinct
 * well-formed events as the options say. Lateness is what {@link ArrivalRule} says of it in the
 * order in which the records are given here, so send each partition's records in this order.
 *
 * <p>Memory grows with the customers alone, by about 150 bytes each: no history and no future is
 * kept. Not thread-safe.
 *
 * <pre>{@code
 * Simulation simulation = Simulation.of(SimulationOptions.defaults().withSeed(7));
 * simulation.forEachRemaining(record -> send(record));
 * SimulationReport made = simulation.report();
 * }</pre>
 */
public final class Simulation implements Iterator<SimulatedRecord> {

  private static final long DELIVERY_STREAM = -3;
  private static final long FAULT_STREAM = -4;

  /** Live, a visit begins each second of shop time: some two hundred are under way at once. */
  private static final long LIVE_VISIT_SPACING_MICROS = TimeUnit.SECONDS.toMicros(1);

  private static final long FAR_MICROS = Long.MAX_VALUE / 4;

  private final ShopTimeline timeline;
  private final @Nullable InstantSource liveClock;
  private final RetailEventCodec codec = RetailEventCodec.create();
  private final PartitionLane[] lanes;
  private final Retries[] retries;
  private final ExactShare duplicated;
  private final ExactShare followedByFault;
  private final FaultyRecords faultyRecords;
  private final Queue<SimulatedRecord> ready = new ArrayDeque<>();

  private long events;
  private long purchases;
  private long returns;
  private long revenueCents;
  private long late;
  private long tooLate;
  private long duplicates;
  private long malformed;

  private Simulation(
      SimulationOptions options, ShopTimeline timeline, Optional<InstantSource> liveClock) {
    this.timeline = timeline;
    this.liveClock = liveClock.orElse(null);
    SeededRandom random = new SeededRandom(SeededRandom.seed(options.seed(), DELIVERY_STREAM));
    ArrivalRule rule = ArrivalRule.oneMinuteWindows(options.outOfOrderness());
    FateSteering steering = new FateSteering(options.lateShare(), random);
    this.lanes =
        IntStream.range(0, options.partitions())
            .mapToObj(
                partition ->
                    new PartitionLane(
                        rule,
                        steering,
                        random,
                        (event, arrival) -> leave(partition, event, Kind.of(arrival))))
            .toArray(PartitionLane[]::new);
    this.retries =
        IntStream.range(0, options.partitions())
            .mapToObj(partition -> new Retries(random))
            .toArray(Retries[]::new);
    this.duplicated = new ExactShare(options.duplicateShare(), options.events(), random);
    this.followedByFault = new ExactShare(options.malformedShare(), options.events(), random);
    long faultSeed = SeededRandom.seed(options.seed(), FAULT_STREAM);
    this.faultyRecords =
        new FaultyRecords(codec, new EventIds(faultSeed), new SeededRandom(faultSeed));
  }

  /**
   * The 65 weeks from Monday 2024-10-07, UTC.
   *
   * @throws IllegalArgumentException if there are fewer events than the customers make purchases
   */
  public static Simulation of(SimulationOptions options) {
    VisitTimes times = new VisitTimes(ShopCalendar.START_MICROS, ShopCalendar.END_MICROS);
    ShopTimeline timeline =
        timeline(options, times, (visit, ordinal) -> ShopCalendar.micros(visit.weeks()));
    return new Simulation(options, timeline, Optional.empty());
  }

  /**
   * The same visits in the same order, but some two hundred at a time side by side, and each event
   * stamped with the clock's time when it is taken. How fast they are taken is up to the caller.
   *
   * @throws IllegalArgumentException if there are fewer events than the customers make purchases
   */
  public static Simulation live(SimulationOptions options, InstantSource clock) {
    VisitTimes times = new VisitTimes(-FAR_MICROS, FAR_MICROS);
    ShopTimeline timeline =
        timeline(options, times, (visit, ordinal) -> ordinal * LIVE_VISIT_SPACING_MICROS);
    return new Simulation(options, timeline, Optional.of(clock));
  }

  private static ShopTimeline timeline(
      SimulationOptions options, VisitTimes times, ShopTimeline.Schedule schedule) {
    Customers customers = new Customers(options.customers(), options.events(), options.seed());
    return new ShopTimeline(
        customers.visits(),
        schedule,
        EventBudget.of(customers, options.events()),
        new VisitPlayer(options.seed(), times));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && timeline.hasNext()) {
      RetailEvent event = stamped(timeline.next());
      lanes[partitionOf(event.getUserId())].accept(event);
      if (!timeline.hasNext()) {
        finish();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public SimulatedRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** What has been made so far; a record counts when it is ready to be taken. */
  public SimulationReport report() {
    return new SimulationReport(
        events + duplicates + malformed,
        events,
        purchases,
        returns,
        revenueCents,
        late,
        tooLate,
        duplicates,
        malformed);
  }

  /** Whether there are records that count in the report and were not taken yet. */
  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** How many visits, events and records are held: what memory depends on, beside the customers. */
  int held() {
    int held = timeline.held() + ready.size();
    for (int partition = 0; partition < lanes.length; partition++) {
      held += lanes[partition].held() + retries[partition].held();
    }
    return held;
  }

  private RetailEvent stamped(RetailEvent event) {
    if (liveClock == null) {
      return event;
    }
    Instant now = liveClock.instant();
    return event.toBuilder()
        .setEventTsMicros(ChronoUnit.MICROS.between(Instant.EPOCH, now))
        .build();
  }

  private int partitionOf(String key) {
    int hash = Utils.murmur2(key.getBytes(StandardCharsets.UTF_8));
    return Utils.toPositive(hash) % lanes.length;
  }

  private void finish() {
    for (PartitionLane lane : lanes) {
      lane.finish();
    }
    for (Retries partition : retries) {
      sendAgain(partition::poll);
    }
  }

  private void leave(int partition, RetailEvent event, Kind kind) {
    Retries retriesHere = retries[partition];
    long millis = Math.floorDiv(event.getEventTsMicros(), 1000);
    sendAgain(() -> retriesHere.pollBefore(millis));
    SimulatedRecord record =
        new SimulatedRecord(partition, event.getUserId(), codec.encode(event), kind);
    ready.add(record);
    count(event, kind);
    retriesHere.sent(millis);
    if (duplicated.picksNext()) {
      retriesHere.plan(record);
    }
    if (followedByFault.picksNext()) {
      byte[] broken = faultyRecords.like(event);
      ready.add(new SimulatedRecord(partition, record.key(), broken, Kind.MALFORMED));
      malformed++;
    }
    sendAgain(retriesHere::pollDue);
  }

  private void sendAgain(Supplier<@Nullable SimulatedRecord> retriesToSend) {
    SimulatedRecord again = retriesToSend.get();
    while (again != null) {
      ready.add(again);
      duplicates++;
      again = retriesToSend.get();
    }
  }

  private void count(RetailEvent event, Kind kind) {
    events++;
    if (kind == Kind.LATE) {
      late++;
    } else if (kind == Kind.TOO_LATE) {
      tooLate++;
    }
    revenueCents += event.getRevenue().unscaledValue().longValueExact();
    if (event.getEventType().equals(EventType.PURCHASE.wireName())) {
      purchases++;
    } else if (event.getEventType().equals(EventType.RETURN.wireName())) {
      returns++;
    }
  }
}
