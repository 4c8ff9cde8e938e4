package io.retaillake.transforms.event;

import java.util.Arrays;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A small direct-mapped cache from UTF-8 bytes to their string, for fields with few values.
 *
 * <p>Of fixed size whatever the input: a new value takes the place of the one that had its slot,
 * and a long value is not kept.
 */
final class RecentStrings {

  private static final int SLOTS = 1024;
  private static final int MAX_LENGTH = 64;

  private final byte[][] keys = new byte[SLOTS][];
  private final String[] values = new String[SLOTS];

  @Nullable String find(byte[] buffer, int start, int length) {
    if (length > MAX_LENGTH) {
      return null;
    }
    int slot = slot(buffer, start, length);
    byte[] key = keys[slot];
    if (key == null || !Arrays.equals(key, 0, key.length, buffer, start, start + length)) {
      return null;
    }
    return values[slot];
  }

  void remember(byte[] buffer, int start, int length, String text) {
    if (length > MAX_LENGTH) {
      return;
    }
    int slot = slot(buffer, start, length);
    keys[slot] = Arrays.copyOfRange(buffer, start, start + length);
    values[slot] = text;
  }

  private static int slot(byte[] buffer, int start, int length) {
    int hash = length;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + buffer[i];
    }
    return (hash ^ hash >>> 10) & SLOTS - 1;
  }
}
