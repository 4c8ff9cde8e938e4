package io.retaillake.pipelines.simulate;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.auto.value.AutoValue;
import io.retaillake.transforms.admission.ArrivalRule;
import java.time.Duration;
import java.util.OptionalInt;

/** What to simulate. The defaults are those of the command {@link Simulate}. */
@AutoValue
public abstract class SimulationOptions {

  public static final long DEFAULT_EVENTS = 200_000;
  public static final long DEFAULT_SEED = 42;
  public static final int DEFAULT_PARTITIONS = 4;
  public static final double DEFAULT_LATE_SHARE = 0.09;
  public static final double DEFAULT_DUPLICATE_SHARE = 0.02;
  public static final double DEFAULT_MALFORMED_SHARE = 0.001;

  /** With so many events for each customer, a tenth of the events are purchases. */
  private static final int EVENTS_PER_CUSTOMER = 50;

  private static final long MOST_EVENTS = 10_000_000_000L;
  private static final double MOST_LATE = 0.5;

  /** Distinct well-formed events; duplicates and malformed records come on top. */
  public abstract long events();

  /** The same seed and options give the same records, byte for byte. */
  public abstract long seed();

  /** The topic's partitions. */
  public abstract int partitions();

  /** The part of the events that are behind their partition's watermark when they come. */
  public abstract double lateShare();

  /** Duplicates for each event. */
  public abstract double duplicateShare();

  /** Malformed records for each event. */
  public abstract double malformedShare();

  /** How far a partition's watermark stays behind, as the pipeline that reads will have it. */
  public abstract Duration outOfOrderness();

  abstract OptionalInt customersGiven();

  abstract Builder toBuilder();

  /** 200,000 events of seed 42 for four partitions, 9% of them late. */
  public static SimulationOptions defaults() {
    return new AutoValue_SimulationOptions.Builder()
        .setEvents(DEFAULT_EVENTS)
        .setSeed(DEFAULT_SEED)
        .setPartitions(DEFAULT_PARTITIONS)
        .setLateShare(DEFAULT_LATE_SHARE)
        .setDuplicateShare(DEFAULT_DUPLICATE_SHARE)
        .setMalformedShare(DEFAULT_MALFORMED_SHARE)
        .setOutOfOrderness(ArrivalRule.DEFAULT_OUT_OF_ORDERNESS)
        .setCustomersGiven(OptionalInt.empty())
        .build();
  }

  /** The customers: as many as given, or else one for every 50 events. */
  public int customers() {
    return customersGiven()
        .orElseGet(() -> (int) Math.max(1, Math.round((double) events() / EVENTS_PER_CUSTOMER)));
  }

  public SimulationOptions withEvents(long events) {
    checkArgument(events > 0 && events <= MOST_EVENTS, "events must be 1 to %s", MOST_EVENTS);
    return toBuilder().setEvents(events).build();
  }

  public SimulationOptions withSeed(long seed) {
    return toBuilder().setSeed(seed).build();
  }

  public SimulationOptions withPartitions(int partitions) {
    checkArgument(partitions > 0, "partitions must be positive");
    return toBuilder().setPartitions(partitions).build();
  }

  /** With so many customers; the fewer they are, the more each of them browses. */
  public SimulationOptions withCustomers(int customers) {
    checkArgument(customers > 0, "customers must be positive");
    return toBuilder().setCustomersGiven(OptionalInt.of(customers)).build();
  }

  public SimulationOptions withLateShare(double lateShare) {
    checkArgument(lateShare >= 0 && lateShare <= MOST_LATE, "lateShare must be 0 to %s", MOST_LATE);
    return toBuilder().setLateShare(lateShare).build();
  }

  public SimulationOptions withDuplicateShare(double duplicateShare) {
    checkArgument(duplicateShare >= 0 && duplicateShare <= 1, "duplicateShare must be 0 to 1");
    return toBuilder().setDuplicateShare(duplicateShare).build();
  }

  public SimulationOptions withMalformedShare(double malformedShare) {
    checkArgument(malformedShare >= 0 && malformedShare <= 1, "malformedShare must be 0 to 1");
    return toBuilder().setMalformedShare(malformedShare).build();
  }

  public SimulationOptions withOutOfOrderness(Duration outOfOrderness) {
    checkArgument(!outOfOrderness.isNegative(), "outOfOrderness must not be negative");
    return toBuilder().setOutOfOrderness(outOfOrderness).build();
  }

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setEvents(long events);

    abstract Builder setSeed(long seed);

    abstract Builder setPartitions(int partitions);

    abstract Builder setLateShare(double lateShare);

    abstract Builder setDuplicateShare(double duplicateShare);

    abstract Builder setMalformedShare(double malformedShare);

    abstract Builder setOutOfOrderness(Duration outOfOrderness);

    abstract Builder setCustomersGiven(OptionalInt customersGiven);

    abstract SimulationOptions build();
  }
}
