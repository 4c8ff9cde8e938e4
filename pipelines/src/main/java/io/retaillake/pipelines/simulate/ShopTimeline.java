package io.retaillake.pipelines.simulate;

import io.retaillake.transforms.event.RetailEvent;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Everything that happens in the shop, in order of event time: visits side by side, merged event by
 * event. Holds only the visits of about an hour at a time.
 */
final class ShopTimeline implements Iterator<RetailEvent> {

  /** Decides when a visit takes place. */
  interface Schedule {
    /**
     * The moment of the visit in microseconds, not before that of the visit before it.
     *
     * @param ordinal how many visits came before
     */
    long micros(Visit visit, long ordinal);
  }

  private final Iterator<Visit> visits;
  private final Schedule schedule;
  private final EventBudget budget;
  private final VisitPlayer player;
  private final PriorityQueue<Playing> playing =
      new PriorityQueue<>(Comparator.comparingLong(Playing::nextMicros));

  private @Nullable Visit upcoming;
  private long upcomingMicros;
  private long visitsTaken;

  ShopTimeline(Iterator<Visit> visits, Schedule schedule, EventBudget budget, VisitPlayer player) {
    this.visits = visits;
    this.schedule = schedule;
    this.budget = budget;
    this.player = player;
    takeVisit();
  }

  @Override
  public boolean hasNext() {
    startVisits();
    return !playing.isEmpty();
  }

  @Override
  public RetailEvent next() {
    startVisits();
    Playing visit = playing.poll();
    if (visit == null) {
      throw new NoSuchElementException();
    }
    RetailEvent event = visit.take();
    if (visit.hasMore()) {
      playing.add(visit);
    }
    return event;
  }

  /** How many visits are held. */
  int held() {
    return playing.size();
  }

  /** Starts every visit that might have an event before the next one in line. */
  private void startVisits() {
    while (upcoming != null && mayComeFirst()) {
      int browsing = budget.grant(upcoming.browsingWanted());
      List<RetailEvent> events = player.play(upcoming, upcomingMicros, browsing);
      if (!events.isEmpty()) {
        playing.add(new Playing(events));
      }
      takeVisit();
    }
  }

  private boolean mayComeFirst() {
    Playing next = playing.peek();
    return next == null || upcomingMicros - VisitTimes.LONGEST_VISIT_MICROS <= next.nextMicros();
  }

  private void takeVisit() {
    upcoming = visits.hasNext() ? visits.next() : null;
    if (upcoming != null) {
      upcomingMicros = schedule.micros(upcoming, visitsTaken++);
    }
  }

  /** A visit of which some events are still to come. */
  private static final class Playing {
    private final List<RetailEvent> events;
    private int next;

    Playing(List<RetailEvent> events) {
      this.events = events;
    }

    long nextMicros() {
      return events.get(next).getEventTsMicros();
    }

    RetailEvent take() {
      return events.get(next++);
    }

    boolean hasMore() {
      return next < events.size();
    }
  }
}
