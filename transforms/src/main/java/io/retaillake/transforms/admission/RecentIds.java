package io.retaillake.transforms.admission;

import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ids of the events that a partition has shown lately, by the UTC day of their event time.
 *
 * <p>An id is found whatever the time on its next copy, as long as the day of any of its copies is
 * kept. Days that lie wholly behind the horizon are dropped, so the ids of the horizon and at most
 * a day more are held. What is held depends on which events were added, not on their order: so it
 * can be rebuilt from a table, which has none.
 *
 * <p>In bytes they are blocks: one of all that are held, or one of those that were added since the
 * last block was taken. Not thread-safe.
 */
final class RecentIds {

  static final int ID_BYTES = 2 * Long.BYTES;

  private static final long DAY_MILLIS = 86_400_000L;

  private final TreeMap<Long, EventIdSet> byDay = new TreeMap<>();
  private final TreeMap<Long, ByteArrayDataOutput> news = new TreeMap<>();
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
    if (newOnItsDay) {
      ByteArrayDataOutput ids = news.computeIfAbsent(eventDay, day -> ByteStreams.newDataOutput());
      ids.writeLong(hash[0]);
      ids.writeLong(hash[1]);
    }
    return newOnItsDay && !known;
  }

  /** The start of the UTC day that the time falls in. */
  static long startOfDay(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS) * DAY_MILLIS;
  }

  /** Drops the days that end at or before this time. */
  void forgetBefore(long horizonMillis) {
    long day = Math.floorDiv(horizonMillis, DAY_MILLIS);
    byDay.headMap(day).clear();
    news.headMap(day).clear();
  }

  /** The number of ids held; one that came with several days is counted for each. */
  int size() {
    return byDay.values().stream().mapToInt(EventIdSet::size).sum();
  }

  /** True if ids were added since the last block was taken. */
  boolean hasNews() {
    return !news.isEmpty();
  }

  /** The ids that were added since the last block was taken. */
  byte[] takeNews() {
    ByteArrayDataOutput block = ByteStreams.newDataOutput();
    block.writeInt(news.size());
    news.forEach(
        (day, ids) -> {
          byte[] bytes = ids.toByteArray();
          block.writeLong(day);
          block.writeInt(bytes.length / ID_BYTES);
          block.write(bytes);
        });
    news.clear();
    return block.toByteArray();
  }

  /** All ids. */
  byte[] takeAll() {
    news.clear();
    ByteArrayDataOutput block = ByteStreams.newDataOutput(ID_BYTES * (size() + 1));
    try {
      writeTo(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return block.toByteArray();
  }

  /** Adds the ids of a block, which are no news. */
  void recall(byte[] block) {
    try {
      readFrom(ByteStreams.newDataInput(block));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(byDay.size());
    for (Map.Entry<Long, EventIdSet> day : byDay.entrySet()) {
      out.writeLong(day.getKey());
      day.getValue().writeTo(out);
    }
  }

  void readFrom(DataInput in) throws IOException {
    int days = in.readInt();
    for (int i = 0; i < days; i++) {
      byDay.computeIfAbsent(in.readLong(), day -> new EventIdSet()).addAll(in);
    }
  }
}
