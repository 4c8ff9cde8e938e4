package io.retaillake.pipelines.replay;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Turns a Parquet value into the cell that its column's type means. */
final class ParquetCell extends PrimitiveConverter {

  private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;

  private final @Nullable LogicalTypeAnnotation meaning;
  private final PrimitiveTypeName physical;
  private final @Nullable Object[] row;
  private final int column;
  private Object[] dictionary = new Object[0];

  ParquetCell(PrimitiveType type, @Nullable Object[] row, int column) {
    this.meaning = type.getLogicalTypeAnnotation();
    this.physical = type.getPrimitiveTypeName();
    this.row = row;
    this.column = column;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  /** A value of the dictionary becomes an object once, not once a row. */
  @Override
  public void setDictionary(Dictionary values) {
    dictionary = new Object[values.getMaxId() + 1];
    for (int id = 0; id < dictionary.length; id++) {
      dictionary[id] = decoded(values, id);
    }
  }

  private Object decoded(Dictionary values, int id) {
    return switch (physical) {
      case INT32 -> ofInt(values.decodeToInt(id));
      case INT64 -> ofLong(values.decodeToLong(id));
      case FLOAT -> ofFloat(values.decodeToFloat(id));
      case DOUBLE -> values.decodeToDouble(id);
      case INT96 -> ofInt96(values.decodeToBinary(id));
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBinary(values.decodeToBinary(id));
      case BOOLEAN -> values.decodeToBoolean(id);
    };
  }

  @Override
  public void addValueFromDictionary(int id) {
    row[column] = dictionary[id];
  }

  @Override
  public void addBinary(Binary value) {
    row[column] = physical == PrimitiveTypeName.INT96 ? ofInt96(value) : ofBinary(value);
  }

  @Override
  public void addBoolean(boolean value) {
    row[column] = value;
  }

  @Override
  public void addDouble(double value) {
    row[column] = value;
  }

  @Override
  public void addFloat(float value) {
    row[column] = ofFloat(value);
  }

  @Override
  public void addInt(int value) {
    row[column] = ofInt(value);
  }

  @Override
  public void addLong(long value) {
    row[column] = ofLong(value);
  }

  private Object ofBinary(Binary value) {
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale());
    }
    return value.toStringUsingUTF8();
  }

  private Object ofInt(int value) {
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale());
    }
    return meaning instanceof DateLogicalTypeAnnotation ? LocalDate.ofEpochDay(value) : value;
  }

  private Object ofLong(long value) {
    if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale());
    }
    if (meaning instanceof TimestampLogicalTypeAnnotation timestamp) {
      Instant instant = Instant.EPOCH.plus(value, unit(timestamp.getUnit()));
      return timestamp.isAdjustedToUTC()
          ? instant
          : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
    return value;
  }

  /** The decimal number that was meant: 1.1, not the 1.100000024 that a wider type shows. */
  private static Double ofFloat(float value) {
    return Double.valueOf(Float.toString(value));
  }

  /** Old writers' timestamps: nanoseconds of the day, then the Julian day, in UTC. */
  private static Instant ofInt96(Binary value) {
    ByteBuffer bytes = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long nanosOfDay = bytes.getLong();
    long day = bytes.getInt() - JULIAN_DAY_OF_EPOCH;
    return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanosOfDay);
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }
}
