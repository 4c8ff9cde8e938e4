package io.retaillake.transforms.maintenance;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds a customer's id in the bytes of a record that could not be read. It counts if it stands for
 * itself: Avro's length of just this text before it, or nothing before and behind it that could be
 * part of a longer word. So {@code u1} is not found in {@code u12}.
 */
final class RawIds {
  private final byte[] id;
  private final byte avroLength;

  RawIds(String userId) {
    id = userId.strip().getBytes(StandardCharsets.UTF_8);
    // Avro writes a length n as 2n, and in one byte as long as it is less than 64.
    avroLength = id.length < 64 ? (byte) (2 * id.length) : -1;
  }

  boolean isIn(byte[] bytes) {
    if (bytes == null) {
      return false;
    }
    for (int at = 0; at + id.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + id.length, id, 0, id.length) && standsAlone(bytes, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean standsAlone(byte[] bytes, int at) {
    if (at > 0 && avroLength > 0 && bytes[at - 1] == avroLength) {
      return true;
    }
    int end = at + id.length;
    return (at == 0 || !isWord(bytes[at - 1])) && (end == bytes.length || !isWord(bytes[end]));
  }

  private static boolean isWord(byte b) {
    return Character.isLetterOrDigit(b & 0xff) || b == '-' || b == '_' || b < 0;
  }
}
