package io.retaillake.lakehouse.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.retaillake.lakehouse.ColumnType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.parquet.column.statistics.Statistics;

/**
 * A least or greatest value as Delta's statistics write it. What is cut off is cut so that the
 * bound still holds: a least value goes down, a greatest value goes up.
 */
@FunctionalInterface
interface StatisticValue {
  /** Strings are cut to this many characters. */
  int STRING_CHARACTERS = 32;

  long MICROS_PER_MILLI = 1000;
  DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  void write(JsonGenerator json) throws IOException;

  /** The minimum of these statistics, if Delta can hold it. */
  static Optional<StatisticValue> least(ColumnType type, Statistics<?> statistics) {
    return switch (type) {
      case STRING -> text(statistics.getMinBytes()).map(s -> string(prefix(s)));
      case TIMESTAMP ->
          timestamp(Math.floorDiv(asLong(statistics.genericGetMin()), MICROS_PER_MILLI));
      default -> plain(type, statistics.genericGetMin(), statistics.getMinBytes());
    };
  }

  /** The maximum of these statistics, if Delta can hold it. */
  static Optional<StatisticValue> greatest(ColumnType type, Statistics<?> statistics) {
    return switch (type) {
      case STRING ->
          text(statistics.getMaxBytes())
              .flatMap(StatisticValue::noLessThan)
              .map(StatisticValue::string);
      case TIMESTAMP ->
          timestamp(-Math.floorDiv(-asLong(statistics.genericGetMax()), MICROS_PER_MILLI));
      default -> plain(type, statistics.genericGetMax(), statistics.getMaxBytes());
    };
  }

  private static Optional<StatisticValue> plain(ColumnType type, Object value, byte[] bytes) {
    return switch (type) {
      case LONG, INT -> {
        long number = asLong(value);
        yield Optional.of(json -> json.writeNumber(number));
      }
      case DOUBLE -> {
        double number = (Double) value;
        yield Double.isFinite(number)
            ? Optional.of(json -> json.writeNumber(number))
            : Optional.empty();
      }
      case DECIMAL -> {
        BigDecimal money = new BigDecimal(new BigInteger(bytes), ColumnType.DECIMAL_SCALE);
        yield Optional.of(json -> json.writeNumber(money));
      }
      case DATE -> date(asLong(value));
      // Two values tell nothing, and bytes have no order that all readers share.
      case BOOLEAN, BINARY -> Optional.empty();
      case STRING, TIMESTAMP -> throw new IllegalArgumentException("Cut by the caller: " + type);
    };
  }

  private static long asLong(Object value) {
    return ((Number) value).longValue();
  }

  private static StatisticValue string(String text) {
    return json -> json.writeString(text);
  }

  private static Optional<StatisticValue> timestamp(long millis) {
    return fourDigitYear(() -> TIMESTAMP.format(Instant.ofEpochMilli(millis)));
  }

  private static Optional<StatisticValue> date(long days) {
    return fourDigitYear(() -> LocalDate.ofEpochDay(days).toString());
  }

  private static Optional<StatisticValue> fourDigitYear(Supplier<String> format) {
    try {
      String text = format.get();
      boolean readable = text.charAt(0) != '-' && text.charAt(0) != '+';
      return readable ? Optional.of(string(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(byte[] utf8) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The first characters of a text, no surrogate pair torn apart. */
  private static String prefix(String text) {
    return text.codePointCount(0, text.length()) <= STRING_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, STRING_CHARACTERS));
  }

  /** The text, or a short one that sorts behind all texts with its prefix; empty if none does. */
  private static Optional<String> noLessThan(String text) {
    String prefix = prefix(text);
    if (prefix.length() == text.length()) {
      return Optional.of(text);
    }
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(prefix.substring(0, end) + Character.toString(next));
      }
    }
    return Optional.empty();
  }
}
