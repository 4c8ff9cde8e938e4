package io.retaillake.pipelines.replay;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Reads a cell as a point in time, in microseconds since 1970-01-01T00:00:00Z; what is finer is
 * cut.
 *
 * <p>A time that names no zone is in the mapping's. Where clocks are set forward, a time that did
 * not exist moves forward with them; where they are set back, the first of two is meant. A date
 * alone is its midnight.
 */
final class TimeReader {

  private static final Map<String, ChronoUnit> EPOCH_UNITS =
      Map.of(
          "epoch_seconds", ChronoUnit.SECONDS,
          "epoch_millis", ChronoUnit.MILLIS,
          "epoch_micros", ChronoUnit.MICROS);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd[['T'][' ']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .appendPattern("[XXX][XX][X]]")
          .toFormatter(Locale.ROOT);

  private final ZoneId zone;
  private final DateTimeFormatter formatter;
  private final @Nullable ChronoUnit epochUnit;

  /**
   * A reader of times in this format.
   *
   * @param format {@code iso}, {@code epoch_seconds}, {@code epoch_millis}, {@code epoch_micros},
   *     or a pattern of {@link DateTimeFormatter}
   * @throws IllegalArgumentException if the format is none of these
   */
  TimeReader(ZoneId zone, String format) {
    this.zone = zone;
    this.epochUnit = EPOCH_UNITS.get(format);
    this.formatter =
        format.equals("iso") || epochUnit != null
            ? ISO
            : DateTimeFormatter.ofPattern(format, Locale.ENGLISH);
  }

  long micros(String field, Object cell) throws BadRowException {
    try {
      Instant instant = instant(field, cell);
      return Math.addExact(
          Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000L);
    } catch (DateTimeException | ArithmeticException e) {
      throw new BadRowException(field, Cells.shown(cell) + " is not a time in the format given");
    }
  }

  private Instant instant(String field, Object cell) throws BadRowException {
    if (cell instanceof Instant instant) {
      return instant;
    }
    if (cell instanceof TemporalAccessor local) {
      return ofTemporal(local);
    }
    if (epochUnit != null) {
      return Instant.EPOCH.plus(epochNumber(field, cell), epochUnit);
    }
    return ofParsed(formatter.parse(Cells.text(cell)));
  }

  private Instant ofTemporal(TemporalAccessor time) {
    LocalDateTime local =
        time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
    return local.atZone(zone).toInstant();
  }

  /**
   * Asks what was parsed rather than tries: an exception a row would cost more than the parsing.
   */
  private Instant ofParsed(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    return ofTemporal(
        parsed.isSupported(ChronoField.HOUR_OF_DAY)
            ? LocalDateTime.from(parsed)
            : LocalDate.from(parsed));
  }

  private static long epochNumber(String field, Object cell) throws BadRowException {
    try {
      return new BigDecimal(Cells.text(cell)).longValueExact();
    } catch (NumberFormatException | ArithmeticException e) {
      throw new BadRowException(field, Cells.shown(cell) + " is not a whole number since 1970");
    }
  }
}
