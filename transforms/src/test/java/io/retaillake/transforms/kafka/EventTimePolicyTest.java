package io.retaillake.transforms.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.io.kafka.KafkaRecord;
import org.apache.beam.sdk.io.kafka.KafkaTimestampType;
import org.apache.beam.sdk.io.kafka.TimestampPolicy.PartitionContext;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class EventTimePolicyTest {

  private static final long START = 1_760_000_000_000L;

  private final SetClock clock = new SetClock(START);
  private final List<EventTimePolicy> silent = new ArrayList<>();
  private final EventTimePolicy policy = policy(Long.MAX_VALUE);

  @Test
  void watermarkIsTheHighestEventTimeLessTheOutOfOrderness() {
    assertThat(watermark(3)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis());

    read(START - 60_000);
    read(START - 90_000);

    assertThat(watermark(1)).isEqualTo(START - 62_000);
  }

  @Test
  void frameHasTheLeastTimeThatItsRecordsWouldHaveOneByOne() {
    read(START - 10_000);

    // The second comes behind the watermark by then, START - 7,000, which is its time.
    assertThat(readFrame(START - 5_000, START - 90_000, START).getMillis())
        .isEqualTo(START - 7_000);
    assertThat(watermark(1)).isEqualTo(START - 2_000);
  }

  @Test
  void partitionThatIsQuietForLongEnoughFollowsTheClock() {
    read(START - 60_000);
    for (int i = 0; i < 49; i++) {
      clock.millis += 100;
      assertThat(watermark(0)).isEqualTo(START - 62_000);
    }

    clock.millis += 100;

    assertThat(watermark(0)).isEqualTo(START + 5_000 - 2_000);
  }

  @Test
  void partitionWithABacklogIsNotIdleHoweverLongNothingIsRead() {
    read(START - 60_000);
    for (int i = 0; i < 100; i++) {
      clock.millis += 100;
      assertThat(watermark(7)).isEqualTo(START - 62_000);
    }
  }

  @Test
  void machineThatSleptDoesNotTakeItsPartitionsForIdle() {
    read(START - 60_000);
    assertThat(watermark(0)).isEqualTo(START - 62_000);

    clock.millis += Duration.ofHours(1).toMillis();

    // What came in that hour is neither read nor counted in the backlog yet.
    assertThat(watermark(0)).isEqualTo(START - 62_000);
    read(START + 10_000);
    assertThat(watermark(0)).isEqualTo(START + 8_000);
  }

  @Test
  void partitionWithoutARecordIsSpokenForByTheOthers() {
    EventTimePolicy slow = policy(Long.MAX_VALUE);
    read(START - 60_000);
    assertThat(watermark(1)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis());

    read(slow, START - 600_000);

    assertThat(watermark(1)).isEqualTo(START - 62_000);
  }

  @Test
  void partitionThatStaysWithoutARecordHoldsTheOthersUntilItIsIdle() {
    policy(Long.MAX_VALUE);
    read(START - 60_000);
    for (int i = 0; i < 49; i++) {
      clock.millis += 100;
      assertThat(watermark(1)).isEqualTo(BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis());
    }

    clock.millis += 100;

    assertThat(watermark(1)).isEqualTo(START - 62_000);
  }

  @Test
  void partitionWithNothingToReadHoldsNobody() {
    policy(0);
    read(START - 60_000);

    assertThat(watermark(1)).isEqualTo(START - 62_000);
  }

  private EventTimePolicy policy(long stopOffset) {
    return new EventTimePolicy(
        (value, brokerMillis) -> brokerMillis,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        0,
        stopOffset,
        clock,
        silent,
        Optional.empty());
  }

  private void read(long eventMillis) {
    read(policy, eventMillis);
  }

  private static void read(EventTimePolicy policy, long eventMillis) {
    policy.getTimestampForRecord(
        new Backlog(0),
        FramedRecords.ofOne(
            new KafkaRecord<>(
                "retail-events",
                0,
                0,
                eventMillis,
                KafkaTimestampType.LOG_APPEND_TIME,
                null,
                KV.of(new byte[0], new byte[0]))));
  }

  private Instant readFrame(long... eventMillis) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> polled = new HashMap<>();
    TopicPartition partition = new TopicPartition("retail-events", 0);
    for (int offset = 0; offset < eventMillis.length; offset++) {
      polled
          .computeIfAbsent(partition, p -> new ArrayList<>())
          .add(
              new ConsumerRecord<>(
                  "retail-events",
                  0,
                  offset,
                  eventMillis[offset],
                  TimestampType.CREATE_TIME,
                  0,
                  0,
                  new byte[0],
                  new byte[0],
                  new RecordHeaders(),
                  Optional.empty()));
    }
    ConsumerRecord<byte[], byte[]> framed =
        FramedRecords.of(new ConsumerRecords<>(polled)).records(partition).get(0);
    assertThat(framed.offset()).isEqualTo(eventMillis.length - 1);
    return policy.getTimestampForRecord(
        new Backlog(0),
        new KafkaRecord<>(
            framed.topic(),
            framed.partition(),
            framed.offset(),
            framed.timestamp(),
            KafkaTimestampType.NO_TIMESTAMP_TYPE,
            null,
            KV.of(framed.key(), framed.value())));
  }

  private long watermark(long backlog) {
    return policy.getWatermark(new Backlog(backlog)).getMillis();
  }

  /** A partition with so many records still to be read. */
  private static final class Backlog extends PartitionContext {
    private final long messages;

    Backlog(long messages) {
      this.messages = messages;
    }

    @Override
    public long getMessageBacklog() {
      return messages;
    }

    @Override
    public Instant getBacklogCheckTime() {
      return new Instant(START);
    }
  }

  private static final class SetClock extends Clock {
    private long millis;

    SetClock(long millis) {
      this.millis = millis;
    }

    @Override
    public long millis() {
      return millis;
    }

    @Override
    public java.time.Instant instant() {
      return java.time.Instant.ofEpochMilli(millis);
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
