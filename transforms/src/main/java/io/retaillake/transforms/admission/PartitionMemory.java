package io.retaillake.transforms.admission;

import org.apache.beam.sdk.state.BagState;

/**
 * What is remembered of one partition: how far it was judged, its highest event time, and the ids
 * it has shown lately. All that a verdict depends on, besides the record itself.
 *
 * <p>In state its ids are a bag of blocks, to which each frame adds one of its own: a runner writes
 * what is new, not all that is remembered. Not thread-safe.
 */
final class PartitionMemory {

  /** So many blocks are no burden, however few ids are in them. */
  private static final int FEW_BLOCKS = 1_000;

  /** The offset judged last. */
  private long lastOffset;

  private long maxEventMillis;
  private final RecentIds recentIds;

  private long savedBytes;
  private int savedBlocks;

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
      history.visitSince(
          partition,
          beforeOffset,
          RecentIds.startOfDay(rules.horizonMillis(maxEventMillis)),
          memory::remember);
    }
    return memory;
  }

  /** The memory that was saved in these blocks when the partition was judged up to the offset. */
  static PartitionMemory restore(
      AdmissionRules rules, long lastOffset, long maxEventMillis, Iterable<byte[]> blocks) {
    PartitionMemory memory = new PartitionMemory(lastOffset, maxEventMillis, new RecentIds());
    for (byte[] block : blocks) {
      memory.recentIds.recall(block);
      memory.savedBytes += block.length;
      memory.savedBlocks++;
    }
    if (maxEventMillis != ArrivalRule.NO_EVENT_YET) {
      memory.forgetBefore(rules.horizonMillis(maxEventMillis));
    }
    return memory;
  }

  /**
   * Adds the ids that are not saved yet. All blocks are made one when half of what they hold is
   * forgotten, or when they are many for what they hold.
   */
  void saveTo(BagState<byte[]> blocks) {
    if (!recentIds.hasNews()) {
      return;
    }
    byte[] block;
    if (isWorthRewriting()) {
      blocks.clear();
      savedBytes = 0;
      savedBlocks = 0;
      block = recentIds.takeAll();
    } else {
      block = recentIds.takeNews();
    }
    blocks.add(block);
    savedBytes += block.length;
    savedBlocks++;
  }

  private boolean isWorthRewriting() {
    long ids = recentIds.size();
    return savedBlocks > FEW_BLOCKS + ids / 100
        || savedBytes > 2 * RecentIds.ID_BYTES * (ids + FEW_BLOCKS);
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
}
