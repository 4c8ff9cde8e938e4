package io.retaillake.transforms.admission;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * What is remembered of one partition: how far it was judged, its highest event time, and the ids
 * it has shown lately. All that a verdict depends on, besides the record itself. Not thread-safe.
 */
final class PartitionMemory {

  /** The offset judged last. */
  private long lastOffset;

  private long maxEventMillis;
  private final RecentIds recentIds;

  private PartitionMemory(long lastOffset, long maxEventMillis, RecentIds recentIds) {
    this.lastOffset = lastOffset;
    this.maxEventMillis = maxEventMillis;
    this.recentIds = recentIds;
  }

  /** The memory of a partition of which nothing was judged, and which is read after this offset. */
  static PartitionMemory startingAfter(long offset) {
    return new PartitionMemory(offset, ArrivalRule.NO_EVENT_YET, new RecentIds());
  }

  /** The memory as it was before the offset, from what was admitted until then. */
  static PartitionMemory recall(
      AdmittedHistory history, AdmissionRules rules, int partition, long beforeOffset) {
    PartitionMemory memory = startingAfter(beforeOffset - 1);
    long maxEventMillis = history.maxEventMillis(partition, beforeOffset);
    if (maxEventMillis != ArrivalRule.NO_EVENT_YET) {
      memory.sawEventAt(maxEventMillis);
      long horizonMillis =
          rules.arrivalRule().watermarkMillis(maxEventMillis)
              - rules.deduplicationHorizon().toMillis();
      history.visitSince(
          partition, beforeOffset, RecentIds.startOfDay(horizonMillis), memory::remember);
    }
    return memory;
  }

  long lastOffset() {
    return lastOffset;
  }

  void judgedTo(long offset) {
    lastOffset = offset;
  }

  /** The highest event time so far, or {@link ArrivalRule#NO_EVENT_YET}. */
  long maxEventMillis() {
    return maxEventMillis;
  }

  /**
   * Remembers an accepted event's id; false if it is known already. White space around an id does
   * not make it another one: silver trims it.
   */
  boolean remember(String eventId, long eventMillis) {
    return recentIds.add(Text.clean(eventId), eventMillis);
  }

  /** Forgets the ids of events whose day ended at or before this time. */
  void forgetBefore(long horizonMillis) {
    recentIds.forgetBefore(horizonMillis);
  }

  /** Takes note of an accepted event's time. */
  void sawEventAt(long eventMillis) {
    maxEventMillis = Math.max(maxEventMillis, eventMillis);
  }

  /** The memory in state. */
  static final class MemoryCoder extends AtomicCoder<PartitionMemory> {
    private static final long serialVersionUID = 1L;

    private static final MemoryCoder INSTANCE = new MemoryCoder();

    static MemoryCoder of() {
      return INSTANCE;
    }

    @Override
    public void encode(PartitionMemory memory, OutputStream stream) throws IOException {
      DataOutputStream out = new DataOutputStream(stream);
      out.writeLong(memory.lastOffset);
      out.writeLong(memory.maxEventMillis);
      memory.recentIds.writeTo(out);
      out.flush();
    }

    @Override
    public PartitionMemory decode(InputStream stream) throws IOException {
      DataInputStream in = new DataInputStream(stream);
      return new PartitionMemory(in.readLong(), in.readLong(), RecentIds.readFrom(in));
    }

    private Object readResolve() {
      return INSTANCE;
    }
  }
}
