package io.retaillake.pipelines.crash;

import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.simulate.SimulatedRecord;
import io.retaillake.pipelines.simulate.Simulation;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.transforms.event.EventType;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.event.RetailEventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A simulated shop that sends its records bit by bit, so that a stream always has some behind and
 * some before it.
 */
final class EventFeed implements AutoCloseable {

  /** Later than any simulated event. */
  private static final Instant CLOSING_TIME = Instant.parse("2026-01-19T12:00:00Z");

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int partitions;
  private final Simulation simulation;
  private final EventSender sender;
  private long pacedSinceNanos;
  private long pacedBudget;
  private long pacedSent;
  private double recordsPerSecond;

  EventFeed(String bootstrapServers, String topic, SimulationOptions options) {
    partitions = options.partitions();
    simulation = Simulation.of(options);
    sender = EventSender.to(bootstrapServers, topic);
  }

  /** Sends the next so many records, or what is left of them. */
  void send(long records) {
    for (long i = 0; i < records && simulation.hasNext(); i++) {
      SimulatedRecord record = simulation.next();
      sender.send(
          record.partition(), record.key().getBytes(StandardCharsets.UTF_8), record.value());
    }
    sender.finish();
  }

  /** From now on, {@link #keepPace} sends so many records over so many seconds. */
  void pace(long records, int seconds) {
    pacedSinceNanos = System.nanoTime();
    pacedBudget = records;
    pacedSent = 0;
    recordsPerSecond = (double) records / seconds;
  }

  /** Sends what is due by the pace. */
  void keepPace() {
    double elapsed = (double) (System.nanoTime() - pacedSinceNanos) / NANOS_PER_SECOND;
    long due = Math.min(pacedBudget, (long) (elapsed * recordsPerSecond)) - pacedSent;
    if (due > 0) {
      send(due);
      pacedSent += due;
    }
  }

  /**
   * Sends all that is left, then an event a partition that is later than all others and sells
   * nothing: it brings the watermark past every window that has a sale.
   */
  void finish() {
    send(Long.MAX_VALUE);
    RetailEventCodec codec = RetailEventCodec.create();
    for (int partition = 0; partition < partitions; partition++) {
      String user = "closing-" + partition;
      RetailEvent event =
          RetailEvent.builder()
              .setEventId(user)
              .setUserId(user)
              .setEventType(EventType.PAGE_VIEW.wireName())
              .setEventTsMicros(ChronoUnit.MICROS.between(Instant.EPOCH, CLOSING_TIME))
              .build();
      sender.send(partition, user.getBytes(StandardCharsets.UTF_8), codec.encode(event));
    }
    sender.finish();
  }

  @Override
  public void close() {
    sender.close();
  }
}
