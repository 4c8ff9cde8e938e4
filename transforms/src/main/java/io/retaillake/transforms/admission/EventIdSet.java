package io.retaillake.transforms.admission;

import com.google.common.hash.HashCode;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A set of event ids, sixteen bytes each whatever their length: a 128-bit hash by murmur3, under
 * which two of a billion ids collide with a chance below 10⁻²⁰. Open addressing with linear
 * probing.
 */
public final class EventIdSet {

  private static final HashFunction HASH = Hashing.murmur3_128();
  private static final int LEAST_CAPACITY = 16;

  private long[] slots = new long[2 * LEAST_CAPACITY];
  private int size;
  private final long[] hashed = new long[2];

  /** The hash of an id, as two longs that are never both zero. */
  static void hash(String eventId, long[] into) {
    HashCode code = HASH.hashString(eventId, StandardCharsets.UTF_8);
    byte[] bytes = code.asBytes();
    into[0] = littleEndian(bytes, 0);
    into[1] = littleEndian(bytes, 8);
    if (into[0] == 0 && into[1] == 0) {
      into[1] = 1;
    }
  }

  private static long littleEndian(byte[] bytes, int start) {
    long value = 0;
    for (int i = 7; i >= 0; i--) {
      value = (value << 8) | (bytes[start + i] & 0xFF);
    }
    return value;
  }

  /** Adds an id; false if it was there. */
  public boolean add(String eventId) {
    hash(eventId, hashed);
    return add(hashed[0], hashed[1]);
  }

  boolean contains(long high, long low) {
    int slot = find(slots, high, low);
    return slots[slot] != 0 || slots[slot + 1] != 0;
  }

  /** Adds an id by a hash of 128 bits, not all of them 0; false if it was there. */
  public boolean add(long high, long low) {
    int slot = find(slots, high, low);
    if (slots[slot] != 0 || slots[slot + 1] != 0) {
      return false;
    }
    slots[slot] = high;
    slots[slot + 1] = low;
    size++;
    if (size * 8L > slots.length * 3L) {
      grow();
    }
    return true;
  }

  /** The number of ids. */
  public int size() {
    return size;
  }

  private static int find(long[] slots, long high, long low) {
    int mask = slots.length / 2 - 1;
    int index = (int) (high ^ (high >>> 32)) & mask;
    while (true) {
      int slot = 2 * index;
      if ((slots[slot] == high && slots[slot + 1] == low)
          || (slots[slot] == 0 && slots[slot + 1] == 0)) {
        return slot;
      }
      index = (index + 1) & mask;
    }
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (int slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot] != 0 || slots[slot + 1] != 0) {
        int place = find(larger, slots[slot], slots[slot + 1]);
        larger[place] = slots[slot];
        larger[place + 1] = slots[slot + 1];
      }
    }
    slots = larger;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(size);
    for (int slot = 0; slot < slots.length; slot += 2) {
      if (slots[slot] != 0 || slots[slot + 1] != 0) {
        out.writeLong(slots[slot]);
        out.writeLong(slots[slot + 1]);
      }
    }
  }

  /** Adds what {@link #writeTo} has written. */
  void addAll(DataInput in) throws IOException {
    int more = in.readInt();
    // Ids come in the order of their slots: in a set that grew under them they would crowd.
    while ((size + (long) more) * 8 > slots.length * 3L) {
      grow();
    }
    for (int i = 0; i < more; i++) {
      add(in.readLong(), in.readLong());
    }
  }
}
