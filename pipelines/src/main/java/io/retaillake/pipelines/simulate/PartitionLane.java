package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.event.RetailEvent;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The way of one partition's events to the topic: in order of event time, save those that are held
 * back until they are as late as they are meant to be. Lateness is judged here as the pipeline will
 * judge it, by the same rule and from the same order.
 */
final class PartitionLane {

  /** Takes an event when it goes out, with what the rule says of it. */
  interface Exit {
    void leave(RetailEvent event, Arrival arrival);
  }

  /** No event is held back until its partition is further ahead than this: a day without signal. */
  static final long LONGEST_DELAY_MILLIS = TimeUnit.DAYS.toMillis(1);

  private static final double MEAN_EXTRA_DELAY = 6;
  private static final int MOST_EXTRA_DELAY = 60;

  private final ArrivalRule rule;
  private final FateSteering steering;
  private final SeededRandom random;
  private final Exit exit;

  private final Queue<Held> toBeOvertaken = new ArrayDeque<>();
  private final Queue<Held> toBeLate = new ArrayDeque<>();
  private final Queue<Held> toBeTooLate = new ArrayDeque<>();
  private final Queue<Held> overdue = new ArrayDeque<>();

  private long latestMillis = ArrivalRule.NO_EVENT_YET;
  private long gone;
  private long overdueUntil;

  PartitionLane(ArrivalRule rule, FateSteering steering, SeededRandom random, Exit exit) {
    this.rule = rule;
    this.steering = steering;
    this.random = random;
    this.exit = exit;
  }

  /**
   * An event that is held back. Each queue is in order of event time.
   *
   * @param dueAfter how many events of the partition go before it, once it is too late
   */
  private record Held(RetailEvent event, long millis, Fate fate, long dueAfter) {}

  /** Takes the next event in order of event time. */
  void accept(RetailEvent event) {
    long millis = Math.floorDiv(event.getEventTsMicros(), 1000);
    Held arrived = new Held(event, millis, steering.next(), 0);
    switch (arrived.fate()) {
      case OVERTAKEN -> toBeOvertaken.add(arrived);
      case LATE -> toBeLate.add(arrived);
      case TOO_LATE -> toBeTooLate.add(arrived);
      case PROMPT -> {
        release(arrived);
        releaseWhatHasMetItsFate();
      }
    }
  }

  /** Lets everything go that is still held. */
  void finish() {
    for (Queue<Held> queue : List.of(overdue, toBeTooLate, toBeLate, toBeOvertaken)) {
      while (!queue.isEmpty()) {
        release(queue.poll());
      }
    }
  }

  /** How many events are held back. */
  int held() {
    return toBeOvertaken.size() + toBeLate.size() + toBeTooLate.size() + overdue.size();
  }

  /** Before an event raises the watermark, what could then no longer be what it was meant to be. */
  private void releaseWhatWouldMissItsFate(long nextMillis) {
    long nextWatermark = rule.watermarkMillis(nextMillis);
    while (!toBeOvertaken.isEmpty()
        && rule.judge(toBeOvertaken.peek().millis(), nextWatermark).isLate()) {
      release(toBeOvertaken.poll());
    }
    while (!toBeLate.isEmpty()
        && rule.judge(toBeLate.peek().millis(), nextWatermark) == Arrival.TOO_LATE) {
      release(toBeLate.poll());
    }
    long longestAgo = nextMillis - LONGEST_DELAY_MILLIS;
    while (!overdue.isEmpty() && overdue.peek().millis() < longestAgo) {
      release(overdue.poll());
    }
    while (!toBeTooLate.isEmpty() && toBeTooLate.peek().millis() < longestAgo) {
      release(toBeTooLate.poll());
    }
  }

  private void releaseWhatHasMetItsFate() {
    while (!toBeOvertaken.isEmpty() && toBeOvertaken.peek().millis() < latestMillis) {
      release(toBeOvertaken.poll());
    }
    while (!toBeLate.isEmpty() && judge(toBeLate.peek()).isLate()) {
      release(toBeLate.poll());
    }
    while (!toBeTooLate.isEmpty() && judge(toBeTooLate.peek()) == Arrival.TOO_LATE) {
      Held held = toBeTooLate.poll();
      long delay = (long) Math.min(random.exponential(MEAN_EXTRA_DELAY), MOST_EXTRA_DELAY);
      overdueUntil = Math.max(overdueUntil, gone + delay);
      overdue.add(new Held(held.event(), held.millis(), held.fate(), overdueUntil));
    }
    while (!overdue.isEmpty() && overdue.peek().dueAfter() <= gone) {
      release(overdue.poll());
    }
  }

  private Arrival judge(Held held) {
    return rule.judge(held.millis(), rule.watermarkMillis(latestMillis));
  }

  private void release(Held held) {
    if (held.millis() > latestMillis) {
      releaseWhatWouldMissItsFate(held.millis());
    }
    Arrival arrival = judge(held);
    steering.came(held.fate(), arrival);
    latestMillis = Math.max(latestMillis, held.millis());
    gone++;
    exit.leave(held.event(), arrival);
  }
}
