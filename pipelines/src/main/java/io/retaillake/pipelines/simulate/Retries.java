package io.retaillake.pipelines.simulate;

import io.retaillake.pipelines.simulate.SimulatedRecord.Kind;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.checkerframework.checker.nullness.qual.Nullable;

/** One partition's records that will be sent a second time, a few records after the first. */
final class Retries {

  private static final double MEAN_DISTANCE = 8;
  private static final int LONGEST_DISTANCE = 50;

  private final SeededRandom random;
  private final PriorityQueue<Retry> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Retry::dueAfter));
  private long sent;

  Retries(SeededRandom random) {
    this.random = random;
  }

  private record Retry(SimulatedRecord again, long dueAfter) {}

  /** Plans to send the record again. */
  void plan(SimulatedRecord record) {
    long distance = 1 + (long) Math.min(random.exponential(MEAN_DISTANCE), LONGEST_DISTANCE);
    SimulatedRecord again =
        new SimulatedRecord(record.partition(), record.key(), record.value(), Kind.DUPLICATE);
    waiting.add(new Retry(again, sent + distance));
  }

  /** Counts a record that was sent to the partition. */
  void countSent() {
    sent++;
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
