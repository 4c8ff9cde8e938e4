package io.retaillake.lakehouse.internal.flat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.io.api.Binary;

/** Takes the values of Avro records into one flat row that is filled again and again. */
final class AvroValues {
  private final FlatSchema schema;
  private final FlatRow row;

  AvroValues(FlatSchema schema) {
    this.schema = schema;
    this.row = new FlatRow(schema);
  }

  /**
   * The row with the record's values, by their position.
   *
   * @throws IllegalArgumentException if a value is missing that must not be
   * @throws ClassCastException if a value is of another type than its column
   */
  FlatRow of(GenericRecord record) {
    row.clear();
    for (int column = 0; column < schema.size(); column++) {
      Object value = record.get(column);
      if (value != null) {
        set(column, value);
      } else if (!schema.isOptional(column)) {
        throw new IllegalArgumentException(
            "The column '" + schema.name(column) + "' must have a value.");
      }
    }
    return row;
  }

  private void set(int column, Object value) {
    switch (schema.type(column)) {
      case INT64 -> row.setNumber(column, (Long) value);
      case INT32 -> row.setNumber(column, (Integer) value);
      case BOOLEAN -> row.setNumber(column, (Boolean) value ? 1 : 0);
      case DOUBLE -> row.setNumber(column, Double.doubleToRawLongBits((Double) value));
      case FIXED_LEN_BYTE_ARRAY -> {
        if (value instanceof BigDecimal amount) {
          row.setDecimal(column, amount);
        } else {
          row.setBytes(column, Binary.fromConstantByteArray(((GenericFixed) value).bytes()));
        }
      }
      default -> row.setBytes(column, bytes(value));
    }
  }

  private static Binary bytes(Object value) {
    if (value instanceof Utf8 text) {
      byte[] bytes = text.getBytes();
      // A whole array is compared much quicker than a part of one.
      return bytes.length == text.getByteLength()
          ? Binary.fromConstantByteArray(bytes)
          : Binary.fromConstantByteArray(bytes, 0, text.getByteLength());
    }
    return value instanceof ByteBuffer bytes
        ? Binary.fromConstantByteBuffer(bytes)
        : Binary.fromString(((CharSequence) value).toString());
  }
}
