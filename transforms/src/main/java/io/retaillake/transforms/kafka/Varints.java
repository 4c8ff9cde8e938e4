package io.retaillake.transforms.kafka;

import java.util.Arrays;

/** Numbers of variable length in a growing block of bytes, as frames hold them. */
final class Varints {

  private Varints() {}

  /** Writes to a block that grows as needed. */
  static final class Writer {
    private byte[] bytes = new byte[4096];
    private int size;

    /** Writes a number; small ones of either sign take few bytes. */
    void writeLong(long value) {
      ensure(10);
      long rest = (value << 1) ^ (value >> 63);
      while ((rest & ~0x7FL) != 0) {
        bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }

    void writeBytes(byte[] source, int start, int length) {
      ensure(length);
      System.arraycopy(source, start, bytes, size, length);
      size += length;
    }

    int size() {
      return size;
    }

    byte[] toByteArray() {
      return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
      if (size + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
      }
    }
  }

  /** Reads what {@link Writer} wrote. */
  static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    long readLong() {
      long raw = 0;
      int shift = 0;
      byte next;
      do {
        next = bytes[position++];
        raw |= (long) (next & 0x7F) << shift;
        shift += 7;
      } while (next < 0);
      return (raw >>> 1) ^ -(raw & 1);
    }

    /** Passes over so many bytes; returns where they start. */
    int skip(int length) {
      int start = position;
      position += length;
      return start;
    }
  }
}
