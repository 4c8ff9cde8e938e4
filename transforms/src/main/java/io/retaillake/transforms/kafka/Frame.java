package io.retaillake.transforms.kafka;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Consecutive records of one partition, in their order: the unit in which the pipeline moves and
 * judges events.
 *
 * <p>A frame knows its first and last offset; offsets in between may be missing (transactions,
 * compaction), never repeated. The records lie one behind the other in one block of bytes, so that
 * a frame crosses a shuffle or enters state as a plain copy. Immutable.
 */
public final class Frame {

  private final String topic;
  private final int partition;
  private final int count;
  private final long firstOffset;
  private final long lastOffset;
  private final byte[] block;

  Frame(String topic, int partition, int count, long firstOffset, long lastOffset, byte[] block) {
    this.topic = topic;
    this.partition = partition;
    this.count = count;
    this.firstOffset = firstOffset;
    this.lastOffset = lastOffset;
    this.block = block;
  }

  public static Builder builder(String topic, int partition) {
    return new Builder(topic, partition);
  }

  public String topic() {
    return topic;
  }

  public int partition() {
    return partition;
  }

  /** The number of records, at least one. */
  public int count() {
    return count;
  }

  public long firstOffset() {
    return firstOffset;
  }

  public long lastOffset() {
    return lastOffset;
  }

  /** The size of the records, in bytes. */
  public int sizeBytes() {
    return block.length;
  }

  byte[] block() {
    return block;
  }

  /** A cursor before the first record. */
  public Cursor cursor() {
    return new Cursor(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frame that
        && topic.equals(that.topic)
        && partition == that.partition
        && count == that.count
        && firstOffset == that.firstOffset
        && lastOffset == that.lastOffset
        && Arrays.equals(block, that.block);
  }

  @Override
  public int hashCode() {
    return 31 * topic.hashCode() + 17 * partition + Long.hashCode(firstOffset);
  }

  @Override
  public String toString() {
    return "Frame[" + topic + "/" + partition + " " + firstOffset + ".." + lastOffset + "]";
  }

  /** Walks over the records of a frame without copying their bytes. */
  public static final class Cursor {
    private final Frame frame;
    private final Varints.Reader in;
    private int index = -1;
    private long offset;
    private long timestampMillis;
    private int keyStart;
    private int keyLength;
    private int valueStart;
    private int valueLength;

    private Cursor(Frame frame) {
      this.frame = frame;
      this.in = new Varints.Reader(frame.block);
    }

    /** Moves to the next record; false when there is none. */
    public boolean advance() {
      if (index + 1 >= frame.count) {
        return false;
      }
      index++;
      offset = frame.firstOffset + in.readLong();
      timestampMillis = in.readLong();
      keyLength = (int) in.readLong() - 1;
      keyStart = in.skip(Math.max(0, keyLength));
      valueLength = (int) in.readLong() - 1;
      valueStart = in.skip(Math.max(0, valueLength));
      return true;
    }

    /** The place of the current record within the frame, from 0. */
    public int index() {
      return index;
    }

    public long offset() {
      return offset;
    }

    /** Kafka's time of the record, in milliseconds since the epoch. */
    public long timestampMillis() {
      return timestampMillis;
    }

    /** A copy of the key, or null. */
    public byte @Nullable [] key() {
      return keyLength < 0 ? null : Arrays.copyOfRange(frame.block, keyStart, keyStart + keyLength);
    }

    /** A copy of the value, or null (a tombstone). */
    public byte @Nullable [] value() {
      return valueLength < 0
          ? null
          : Arrays.copyOfRange(frame.block, valueStart, valueStart + valueLength);
    }

    /** True when the record has no value (a tombstone). */
    public boolean isTombstone() {
      return valueLength < 0;
    }

    /** The bytes in which the value lies; see {@link #valueStart()}. Not to be written to. */
    public byte[] buffer() {
      return frame.block;
    }

    public int valueStart() {
      return valueStart;
    }

    /** The length of the value, -1 for a tombstone. */
    public int valueLength() {
      return valueLength;
    }
  }

  /** Gathers records of one partition, in order. */
  public static final class Builder {
    private final String topic;
    private final int partition;
    private final Varints.Writer out = new Varints.Writer();
    private int count;
    private long firstOffset;
    private long lastOffset;

    private Builder(String topic, int partition) {
      this.topic = topic;
      this.partition = partition;
    }

    /**
     * Adds the next record.
     *
     * @throws IllegalArgumentException if its offset is not above the one before
     */
    public void add(
        long offset, long timestampMillis, byte @Nullable [] key, byte @Nullable [] value) {
      begin(offset, timestampMillis);
      write(key, 0, key == null ? -1 : key.length);
      write(value, 0, value == null ? -1 : value.length);
    }

    /** Adds the records of a frame; throws as {@link #add} does. */
    public void addAll(Frame frame) {
      Cursor cursor = frame.cursor();
      while (cursor.advance()) {
        begin(cursor.offset, cursor.timestampMillis);
        write(frame.block, cursor.keyStart, cursor.keyLength);
        write(frame.block, cursor.valueStart, cursor.valueLength);
      }
    }

    private void begin(long offset, long timestampMillis) {
      if (count == 0) {
        firstOffset = offset;
      } else {
        checkArgument(
            offset > lastOffset,
            "%s/%s: offset %s came after %s; a partition is read in order",
            topic,
            partition,
            offset,
            lastOffset);
      }
      lastOffset = offset;
      count++;
      out.writeLong(offset - firstOffset);
      out.writeLong(timestampMillis);
    }

    private void write(byte @Nullable [] bytes, int start, int length) {
      out.writeLong(length + 1L);
      if (bytes != null && length > 0) {
        out.writeBytes(bytes, start, length);
      }
    }

    public int count() {
      return count;
    }

    public int sizeBytes() {
      return out.size();
    }

    /** The frame of what was added, which must be something. */
    public Frame build() {
      checkState(count > 0, "a frame holds at least one record");
      return new Frame(topic, partition, count, firstOffset, lastOffset, out.toByteArray());
    }
  }
}
