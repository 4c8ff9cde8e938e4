package io.retaillake.lakehouse.internal.flat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A part of the rows, sorted, in a file: read from its beginning to its end through a buffer. */
final class SortedRun implements Comparable<SortedRun> {
  /** A row's key and its size. */
  static final int HEAD_BYTES = Long.BYTES + Integer.BYTES;

  private static final int LEAST_BUFFER_BYTES = 16 << 10;
  private static final int MOST_BUFFER_BYTES = 1 << 20;

  private final FileChannel file;
  private final long end;
  private final int number;
  private long readTo;
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private long key;
  private int rowStart;
  private int rowSize;

  SortedRun(FileChannel file, long start, long end, int number) {
    this.file = file;
    this.readTo = start;
    this.end = end;
    this.number = number;
  }

  /** Goes to the first row, with a buffer of about so many bytes; false if there is none. */
  boolean begin(long bufferBytes) throws IOException {
    int size = (int) Math.max(LEAST_BUFFER_BYTES, Math.min(MOST_BUFFER_BYTES, bufferBytes));
    buffer = ByteBuffer.allocate(size).limit(0);
    return advance();
  }

  /** Goes to the next row; false if there is none. */
  boolean advance() throws IOException {
    if (readTo == end && !buffer.hasRemaining()) {
      return false;
    }
    require(HEAD_BYTES);
    key = buffer.getLong();
    rowSize = buffer.getInt();
    require(rowSize);
    rowStart = buffer.position();
    buffer.position(rowStart + rowSize);
    return true;
  }

  byte[] rowArray() {
    return buffer.array();
  }

  int rowStart() {
    return rowStart;
  }

  /** Makes sure that the buffer holds so many bytes from its position on. */
  private void require(int size) throws IOException {
    if (buffer.remaining() >= size) {
      return;
    }
    if (size > buffer.capacity()) {
      buffer = ByteBuffer.allocate(size).put(buffer);
    } else {
      buffer.compact();
    }
    buffer.limit((int) Math.min(buffer.capacity(), buffer.position() + end - readTo));
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, readTo);
      if (read < 0) {
        throw new EOFException("a sorted part ends at " + readTo + " instead of " + end);
      }
      readTo += read;
    }
    buffer.flip();
    if (buffer.remaining() < size) {
      throw new EOFException("a sorted part ends within a row");
    }
  }

  @Override
  public int compareTo(SortedRun other) {
    int byKey = Long.compare(key, other.key);
    return byKey != 0 ? byKey : Integer.compare(number, other.number);
  }
}
