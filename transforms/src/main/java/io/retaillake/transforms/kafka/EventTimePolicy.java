package io.retaillake.transforms.kafka;

import com.google.common.collect.ImmutableMap;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.TimestampPolicy;
import org.apache.beam.sdk.io.kafka.TimestampPolicyFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.common.TopicPartition;
import org.joda.time.Instant;

/**
 * The watermark of one partition in a continuous read of {@linkplain FramedRecords frames}: its
 * highest event time so far less the allowed out-of-orderness; the end of time once it has come to
 * its stop offset, by which a runner knows that the source has ended.
 *
 * <p>A partition that has nothing left to read and had no record for a while is idle, or was empty
 * from the start; its watermark then follows the clock, less the out-of-orderness, so that it does
 * not hold the others back. When it wakes up with older events, they are late for the steps behind,
 * which have to keep their windows for as long as that may be.
 *
 * <p>Flink's reader asks a partition for its watermark only once it has had a record, and then goes
 * by those that it asks. So the others of its thread speak for a partition until its first record:
 * else one that is slow to begin would find its windows gone.
 */
final class EventTimePolicy extends TimestampPolicy<byte[], byte[]> {

  /** How often at least the runner has to ask before a partition counts as idle. */
  private static final int LOOKS_UNTIL_IDLE = 4;

  private final RecordTime recordTime;
  private final long outOfOrdernessMillis;
  private final long idleAfterMillis;
  private final long stopOffset;
  private final Clock clock;

  /** Those, with this one, that had no record yet and that the others have to speak for. */
  private final List<EventTimePolicy> silent;

  private long nextOffset;
  private long watermarkMillis;
  private long quietMillis;
  private long lookedAtMillis;

  EventTimePolicy(
      RecordTime recordTime,
      Duration outOfOrderness,
      Duration idleAfter,
      long startOffset,
      long stopOffset,
      Clock clock,
      List<EventTimePolicy> silent,
      Optional<Instant> previousWatermark) {
    this.recordTime = recordTime;
    this.outOfOrdernessMillis = outOfOrderness.toMillis();
    this.idleAfterMillis = idleAfter.toMillis();
    this.nextOffset = startOffset;
    this.stopOffset = stopOffset;
    this.clock = clock;
    this.watermarkMillis = previousWatermark.orElse(BoundedWindow.TIMESTAMP_MIN_VALUE).getMillis();
    this.lookedAtMillis = clock.millis();
    this.silent = silent;
    silent.add(this);
  }

  /** The least of what the frame's records would have, one by one. */
  @Override
  public Instant getTimestampForRecord(
      PartitionContext context, KafkaRecord<byte[], byte[]> framed) {
    silent.remove(this);
    nextOffset = framed.getOffset() + 1;
    quietMillis = 0;
    long least = Long.MAX_VALUE;
    Frame.Cursor cursor = FramedRecords.frameIn(framed).cursor();
    while (cursor.advance()) {
      long eventMillis = recordTime.millis(cursor.value(), cursor.timestampMillis());
      least = Math.min(least, Math.max(eventMillis, watermarkMillis));
      if (eventMillis != RecordTime.NONE) {
        watermarkMillis = Math.max(watermarkMillis, eventMillis - outOfOrdernessMillis);
      }
    }
    return Instant.ofEpochMilli(least);
  }

  @Override
  public Instant getWatermark(PartitionContext context) {
    long least = watermarkMillis(context.getMessageBacklog() == 0);
    for (EventTimePolicy other : silent) {
      if (other != this) {
        least = Math.min(least, other.watermarkMillis(true));
      }
    }
    return Instant.ofEpochMilli(least);
  }

  private long watermarkMillis(boolean quiet) {
    if (nextOffset >= stopOffset) {
      return BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis();
    }
    long now = clock.millis();
    // A machine that wakes up has not seen yet what came while it slept, and the backlog is as old:
    // of such a time little may count, so that there are further looks before the verdict.
    long sinceLastLook = Math.max(0, now - lookedAtMillis);
    lookedAtMillis = now;
    quietMillis =
        quiet ? quietMillis + Math.min(sinceLastLook, idleAfterMillis / LOOKS_UNTIL_IDLE) : 0;
    if (quiet && quietMillis >= idleAfterMillis) {
      watermarkMillis = Math.max(watermarkMillis, now - outOfOrdernessMillis);
    }
    return watermarkMillis;
  }

  /** Makes the policies of a read. */
  static final class Factory implements TimestampPolicyFactory<byte[], byte[]> {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<List<EventTimePolicy>> SILENT =
        ThreadLocal.withInitial(ArrayList::new);
    private final RecordTime recordTime;
    private final Duration outOfOrderness;
    private final Duration idleAfter;
    private final ImmutableMap<Integer, Long> startOffsets;
    private final ImmutableMap<Integer, Long> stopOffsets;

    /** True where a runner asks every partition for its watermark from the start. */
    private final boolean isEachAsked;

    Factory(
        RecordTime recordTime,
        Duration outOfOrderness,
        Duration idleAfter,
        Map<Integer, Long> startOffsets,
        Map<Integer, Long> stopOffsets,
        boolean isEachAsked) {
      this.recordTime = recordTime;
      this.outOfOrderness = outOfOrderness;
      this.idleAfter = idleAfter;
      this.startOffsets = ImmutableMap.copyOf(startOffsets);
      this.stopOffsets = ImmutableMap.copyOf(stopOffsets);
      this.isEachAsked = isEachAsked;
    }

    @Override
    public TimestampPolicy<byte[], byte[]> createTimestampPolicy(
        TopicPartition partition, Optional<Instant> previousWatermark) {
      return new EventTimePolicy(
          recordTime,
          outOfOrderness,
          idleAfter,
          startOffsets.getOrDefault(partition.partition(), 0L),
          stopOffsets.getOrDefault(partition.partition(), Long.MAX_VALUE),
          Clock.systemUTC(),
          isEachAsked ? new ArrayList<>() : SILENT.get(),
          previousWatermark);
    }
  }
}
