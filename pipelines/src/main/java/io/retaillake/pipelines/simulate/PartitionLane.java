package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.admission.Arrival;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.event.RetailEvent;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;

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

  private static final double MEAN_EXTRA_DELAY = 6;
  private static final int MOST_EXTRA_DELAY = 60;

  private final ArrivalRule rule;
  private final FateSteering steering;
  private final SeededRandom random;
  private final Exit exit;

  private final Queue<Held> toBeOvertaken = new ArrayDeque<>();
  private final Queue<Held> toBeLate = new ArrayDeque<>();
  private final Queue<Held> toBeTooLate = new ArrayDeque<>();
  private final PriorityQueue<Held> overdue =
      new PriorityQueue<>(Comparator.comparingLong(Held::dueAfter));

  private long latestMillis = ArrivalRule.NO_EVENT_YET;
  private long gone;

  PartitionLane(ArrivalRule rule, FateSteering steering, SeededRandom random, Exit exit) {
    this.rule = rule;
    this.steering = steering;
    this.random = random;
    this.exit = exit;
  }

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
    for (Queue<Held> queue : List.of(toBeOvertaken, toBeLate, toBeTooLate, overdue)) {
      releaseAll(queue);
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
      overdue.add(new Held(held.event(), held.millis(), held.fate(), gone + delay));
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
    if (!held.fate().isMetBy(arrival)) {
      steering.missed(held.fate());
    }
    latestMillis = Math.max(latestMillis, held.millis());
    gone++;
    exit.leave(held.event(), arrival);
  }

  private void releaseAll(Queue<Held> queue) {
    while (!queue.isEmpty()) {
      release(queue.poll());
    }
  }
}
