package io.retaillake.transforms.event;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Avro's binary encoding, read from a slice of an array.
 *
 * <p>Avro's own decoder allocates what a length says before it looks at what is there, so one
 * corrupt byte can ask for two gigabytes. This one never allocates more than remains. It also
 * insists on well-formed UTF-8, which Avro's replaces silently.
 *
 * <p>Every fault is an {@link IOException} whose message is a stable, short reason.
 */
final class BoundedDecoder extends Decoder {

  /** The highest unscaled value of a decimal of 18 digits. */
  static final long MAX_UNSCALED = 999_999_999_999_999_999L;

  private static final String TRUNCATED = "truncated record";
  private static final char REPLACEMENT = '\uFFFD';

  private final RecentStrings recentStrings = new RecentStrings();
  private byte[] buffer = new byte[0];
  private int position;
  private int end;

  void reset(byte[] newBuffer, int offset, int length) {
    buffer = newBuffer;
    position = offset;
    end = offset + length;
  }

  int remaining() {
    return end - position;
  }

  @Override
  public void readNull() {}

  @Override
  public boolean readBoolean() throws IOException {
    byte value = buffer[advance(1)];
    if (value != 0 && value != 1) {
      throw new IOException("malformed boolean");
    }
    return value == 1;
  }

  @Override
  public int readInt() throws IOException {
    long value = readLong();
    if (value != (int) value) {
      throw new IOException("integer out of range");
    }
    return (int) value;
  }

  @Override
  public long readLong() throws IOException {
    long zigzag = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (position >= end) {
        throw new EOFException(TRUNCATED);
      }
      byte next = buffer[position++];
      zigzag |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return (zigzag >>> 1) ^ -(zigzag & 1);
      }
    }
    throw new IOException("malformed integer");
  }

  @Override
  public float readFloat() throws IOException {
    return ByteBuffer.wrap(buffer, advance(4), 4).order(ByteOrder.LITTLE_ENDIAN).getFloat();
  }

  @Override
  public double readDouble() throws IOException {
    return ByteBuffer.wrap(buffer, advance(8), 8).order(ByteOrder.LITTLE_ENDIAN).getDouble();
  }

  @Override
  public Utf8 readString(Utf8 old) throws IOException {
    return new Utf8(readString());
  }

  @Override
  public String readString() throws IOException {
    int length = readLength();
    return decodeUtf8(advance(length), length);
  }

  /** As {@link #readString()}, for a field with few values: the same text is the same object. */
  String readRecurringString() throws IOException {
    int length = readLength();
    int start = advance(length);
    String known = recentStrings.find(buffer, start, length);
    if (known != null) {
      return known;
    }
    String text = decodeUtf8(start, length);
    recentStrings.remember(buffer, start, length, text);
    return text;
  }

  private String decodeUtf8(int start, int length) throws IOException {
    String text = new String(buffer, start, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isWritten(text, start, length)) {
      throw new IOException("malformed UTF-8");
    }
    return text;
  }

  /** True if the bytes are this text: its replacement characters are then the producer's own. */
  private boolean isWritten(String text, int start, int length) {
    return ByteBuffer.wrap(buffer, start, length)
        .equals(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void skipString() throws IOException {
    advance(readLength());
  }

  @Override
  public ByteBuffer readBytes(ByteBuffer old) throws IOException {
    int length = readLength();
    return ByteBuffer.wrap(buffer, advance(length), length).slice();
  }

  /** A decimal's unscaled value of at most 18 digits, without an object for it. */
  long readUnscaledDecimal() throws IOException {
    int length = readLength();
    return unscaledDecimal(buffer, advance(length), length);
  }

  /** A two's complement number, the most significant byte first, of at most 18 digits. */
  static long unscaledDecimal(byte[] bytes, int start, int length) throws IOException {
    if (length == 0 || length > Long.BYTES) {
      throw new IOException(length == 0 ? "empty decimal" : "decimal of more than 18 digits");
    }
    long unscaled = bytes[start];
    for (int i = start + 1; i < start + length; i++) {
      unscaled = unscaled << 8 | bytes[i] & 0xFF;
    }
    if (unscaled > MAX_UNSCALED || unscaled < -MAX_UNSCALED) {
      throw new IOException("decimal of more than 18 digits");
    }
    return unscaled;
  }

  @Override
  public void skipBytes() throws IOException {
    advance(readLength());
  }

  @Override
  public void readFixed(byte[] bytes, int start, int length) throws IOException {
    System.arraycopy(buffer, advance(length), bytes, start, length);
  }

  @Override
  public void skipFixed(int length) throws IOException {
    advance(length);
  }

  @Override
  public int readEnum() throws IOException {
    return readInt();
  }

  @Override
  public int readIndex() throws IOException {
    return readInt();
  }

  @Override
  public long readArrayStart() throws IOException {
    long count = readLong();
    if (count < 0) {
      readLong(); // The block's size in bytes, of no use when its items are read.
      count = -count;
    }
    if (count < 0 || count > remaining()) {
      throw new EOFException(TRUNCATED);
    }
    return count;
  }

  @Override
  public long arrayNext() throws IOException {
    return readArrayStart();
  }

  /** Skips blocks that carry their size; returns the item count of the first that does not. */
  @Override
  public long skipArray() throws IOException {
    long count = readLong();
    while (count < 0) {
      advance(readLength());
      count = readLong();
    }
    if (count > remaining()) {
      throw new EOFException(TRUNCATED);
    }
    return count;
  }

  @Override
  public long readMapStart() throws IOException {
    return readArrayStart();
  }

  @Override
  public long mapNext() throws IOException {
    return readArrayStart();
  }

  @Override
  public long skipMap() throws IOException {
    return skipArray();
  }

  private int readLength() throws IOException {
    long length = readLong();
    if (length < 0) {
      throw new IOException("negative length");
    }
    if (length > remaining()) {
      throw new EOFException(TRUNCATED);
    }
    return (int) length;
  }

  /** Moves past {@code length} bytes and returns where they start. */
  private int advance(int length) throws IOException {
    if (length > remaining()) {
      throw new EOFException(TRUNCATED);
    }
    int start = position;
    position += length;
    return start;
  }
}
