package io.retaillake.transforms.features;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * Packs the events of groups of customers into blocks of bytes, so that a shuffle carries few
 * elements: what a runner does for an element costs more than the element. Not thread-safe.
 */
final class EventBlocks {

  private static final int BLOCK_BYTES = 32 * 1024;
  private static final int MOST_BYTES = 32 * 1024 * 1024;
  private static final Coder<String> USER_ID = StringUtf8Coder.of();
  private static final Coder<CustomerEvent> EVENT = CustomerEvent.coder();

  private final Map<Integer, ByteArrayOutputStream> open = new HashMap<>();
  private long openBytes;

  /** Adds an event to its group, and hands on the blocks that became full by it. */
  void add(int group, String userId, CustomerEvent event, BiConsumer<Integer, byte[]> full) {
    ByteArrayOutputStream block = open.computeIfAbsent(group, g -> new ByteArrayOutputStream());
    int before = block.size();
    try {
      USER_ID.encode(userId, block);
      EVENT.encode(event, block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    openBytes += block.size() - before;
    if (block.size() >= BLOCK_BYTES) {
      openBytes -= block.size();
      full.accept(group, open.remove(group).toByteArray());
    } else if (openBytes >= MOST_BYTES) {
      drainTo(full);
    }
  }

  /** Hands on all blocks that are not empty. */
  void drainTo(BiConsumer<Integer, byte[]> full) {
    open.forEach((group, block) -> full.accept(group, block.toByteArray()));
    open.clear();
    openBytes = 0;
  }

  /** Unpacks a block: each event with its customer. */
  static void unpack(byte[] block, BiConsumer<String, CustomerEvent> events) {
    ByteArrayInputStream in = new ByteArrayInputStream(block);
    try {
      while (in.available() > 0) {
        events.accept(USER_ID.decode(in), EVENT.decode(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
