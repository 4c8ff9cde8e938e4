package io.retaillake.transforms.maintenance;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** A set of records, by partition and offset: a bit for each offset from the first to the last. */
final class OffsetSet {
  private static final int CHUNK_BITS = 20;

  private final Map<Chunk, BitSet> chunks = new HashMap<>();
  private Chunk lastChunk = new Chunk(-1, -1);
  private BitSet lastBits = new BitSet();

  void add(int partition, long offset) {
    chunk(partition, offset, true).set(indexOf(offset));
  }

  boolean contains(int partition, long offset) {
    return chunk(partition, offset, false).get(indexOf(offset));
  }

  boolean isEmpty() {
    return chunks.isEmpty();
  }

  private BitSet chunk(int partition, long offset, boolean create) {
    long number = offset >> CHUNK_BITS;
    if (lastChunk.partition != partition || lastChunk.number != number || create) {
      Chunk chunk = new Chunk(partition, number);
      BitSet bits = chunks.get(chunk);
      if (bits == null) {
        bits = new BitSet();
        if (create) {
          chunks.put(chunk, bits);
        }
      }
      lastChunk = chunk;
      lastBits = bits;
    }
    return lastBits;
  }

  private static int indexOf(long offset) {
    return (int) (offset & ((1L << CHUNK_BITS) - 1));
  }

  private record Chunk(int partition, long number) {}
}
