package io.retaillake.lakehouse.internal.flat;

import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;

/** Rows as bytes: how many they are is known exactly, which is what memory is bounded by. */
final class RowBytes {
  private final int columns;
  private final boolean[] isBytes;

  RowBytes(FlatSchema schema) {
    columns = schema.size();
    isBytes = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      isBytes[column] = schema.isBytes(column);
    }
  }

  /** How many bytes the row takes. */
  int size(FlatRow row) {
    int size = columns;
    for (int column = 0; column < columns; column++) {
      if (row.present[column]) {
        size += isBytes[column] ? Integer.BYTES + row.bytes[column].length() : Long.BYTES;
      }
    }
    return size;
  }

  void write(FlatRow row, ByteBuffer out) {
    for (int column = 0; column < columns; column++) {
      if (!row.present[column]) {
        out.put((byte) 0);
      } else if (isBytes[column]) {
        Binary value = row.bytes[column];
        out.put((byte) 1).putInt(value.length());
        out.put(value.toByteBuffer());
      } else {
        out.put((byte) 1).putLong(row.numbers[column]);
      }
    }
  }

  /** Reads the row that begins at this place; it refers to these bytes from then on. */
  void read(byte[] in, int from, FlatRow row) {
    ByteBuffer buffer = ByteBuffer.wrap(in);
    buffer.position(from);
    for (int column = 0; column < columns; column++) {
      row.present[column] = buffer.get() != 0;
      if (!row.present[column]) {
        continue;
      }
      if (isBytes[column]) {
        int length = buffer.getInt();
        row.bytes[column] = Binary.fromReusedByteArray(in, buffer.position(), length);
        buffer.position(buffer.position() + length);
      } else {
        row.numbers[column] = buffer.getLong();
      }
    }
  }
}
