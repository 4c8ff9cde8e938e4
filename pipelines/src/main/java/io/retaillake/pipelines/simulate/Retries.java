package io.retaillake.pipelines.simulate;

import io.retaillake.pipelines.simulate.SimulatedRecord.Kind;
import java.util.ArrayDeque;
import java.util.Queue;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * One partition's records that will be sent a second time: a few records after the first, and
 * before the partition is a day further on.
 */
final class Retries {

  private static final double MEAN_DISTANCE = 8;
  private static final int LONGEST_DISTANCE = 50;

  private final SeededRandom random;
  private final Queue<Retry> waiting = new ArrayDeque<>();
  private long latestMillis = Long.MIN_VALUE;
  private long sent;
  private long lastDue;

  Retries(SeededRandom random) {
    this.random = random;
  }

  private record Retry(SimulatedRecord again, long dueAfter, long dueBeforeMillis) {}

  /** Says that an event of this time is sent to the partition. */
  void sent(long eventMillis) {
    latestMillis = Math.max(latestMillis, eventMillis);
    sent++;
  }

  /** Plans to send the record, which was the last one, again. */
  void plan(SimulatedRecord record) {
    SimulatedRecord again =
        new SimulatedRecord(record.partition(), record.key(), record.value(), Kind.DUPLICATE);
    long distance = 1 + (long) Math.min(random.exponential(MEAN_DISTANCE), LONGEST_DISTANCE);
    lastDue = Math.max(lastDue, sent + distance);
    waiting.add(new Retry(again, lastDue, latestMillis + PartitionLane.LONGEST_DELAY_MILLIS));
  }

  /** Takes the next retry that must not wait for an event of this time; null when none is. */
  @Nullable SimulatedRecord pollBefore(long eventMillis) {
    Retry next = waiting.peek();
    return next != null && next.dueBeforeMillis() < eventMillis ? waiting.remove().again() : null;
  }

  /** Takes the next retry that is due; null when none is. */
  @Nullable SimulatedRecord pollDue() {
    Retry next = waiting.peek();
    return next != null && next.dueAfter() <= sent ? waiting.remove().again() : null;
  }

  /** Takes the next retry, due or not; null when there are no more. */
  @Nullable SimulatedRecord poll() {
    Retry next = waiting.poll();
    return next == null ? null : next.again();
  }

  int held() {
    return waiting.size();
  }
}
