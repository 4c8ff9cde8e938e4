package io.retaillake.pipelines.features;

import io.retaillake.lakehouse.RowFilter;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The time that features are of, in microseconds since 1970-01-01T00:00:00Z. */
final class AsOf {

  private AsOf() {}

  /**
   * The time that was given: an instant, or a date for the last microsecond of that day, UTC.
   *
   * @throws UserError with {@link ExitCode#USAGE} if it is neither
   */
  static long parse(String text) {
    try {
      return micros(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from));
    } catch (DateTimeException noInstant) {
      try {
        LocalDate next = LocalDate.parse(text).plusDays(1);
        return micros(next.atStartOfDay(ZoneOffset.UTC).toInstant()) - 1;
      } catch (DateTimeException noDate) {
        throw new UserError(
            ExitCode.USAGE,
            "--asOf=" + text + " is not a time that can be used",
            "it is neither a time with its zone nor a date",
            "Write it like --asOf=2026-03-31T12:00:00Z or --asOf=2026-03-31",
            noDate);
      }
    }
  }

  /**
   * The time of silver's last event; empty if there is none. Only the last month is looked at: the
   * table lies by months.
   */
  static Optional<Long> lastEvent(TableSnapshot silver) {
    record Month(int year, int month) {}
    Optional<Month> last =
        silver.files().stream()
            .filter(file -> file.rowCount() > 0)
            .map(
                file ->
                    new Month(
                        Integer.parseInt(file.partitionValues().get("event_year")),
                        Integer.parseInt(file.partitionValues().get("event_month"))))
            .max(Comparator.comparingInt(Month::year).thenComparingInt(Month::month));
    if (last.isEmpty()) {
      return Optional.empty();
    }
    long[] micros = {Long.MIN_VALUE};
    silver.scan(
        List.of("event_ts"),
        RowFilter.equalTo("event_year", last.get().year())
            .andEqualTo("event_month", last.get().month()),
        row -> micros[0] = Math.max(micros[0], row.getLong(0)));
    return Optional.of(micros[0]);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
