package io.retaillake.transforms.admission;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ids of the events that a partition has shown lately, by the UTC day of their event time.
 *
 * <p>An id is found whatever the time on its next copy, as long as the day of any of its copies is
 * kept. Days that lie wholly behind the horizon are dropped, so the state holds the ids of the
 * horizon and at most a day more. What is held depends on which events were added, not on their
 * order: so it can be rebuilt from a table, which has none. Not thread-safe.
 */
final class RecentIds {

  private static final long DAY_MILLIS = 86_400_000L;

  private final TreeMap<Long, EventIdSet> byDay = new TreeMap<>();
  private final long[] hash = new long[2];

  /** Adds the id of an event at this time; false if the id is known already. */
  boolean add(String eventId, long eventMillis) {
    EventIdSet.hash(eventId, hash);
    long eventDay = Math.floorDiv(eventMillis, DAY_MILLIS);
    boolean known = false;
    for (Map.Entry<Long, EventIdSet> day : byDay.entrySet()) {
      known |= day.getKey() != eventDay && day.getValue().contains(hash[0], hash[1]);
    }
    boolean newOnItsDay =
        byDay.computeIfAbsent(eventDay, day -> new EventIdSet()).add(hash[0], hash[1]);
    return newOnItsDay && !known;
  }

  /** The start of the UTC day that the time falls in. */
  static long startOfDay(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS) * DAY_MILLIS;
  }

  /** Drops the days that end at or before this time. */
  void forgetBefore(long horizonMillis) {
    byDay.headMap(Math.floorDiv(horizonMillis, DAY_MILLIS)).clear();
  }

  /** The number of ids held; one that came with several days is counted for each. */
  int size() {
    return byDay.values().stream().mapToInt(EventIdSet::size).sum();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(byDay.size());
    for (Map.Entry<Long, EventIdSet> day : byDay.entrySet()) {
      out.writeLong(day.getKey());
      day.getValue().writeTo(out);
    }
  }

  static RecentIds readFrom(DataInput in) throws IOException {
    RecentIds ids = new RecentIds();
    int days = in.readInt();
    for (int i = 0; i < days; i++) {
      ids.byDay.put(in.readLong(), EventIdSet.readFrom(in));
    }
    return ids;
  }
}
