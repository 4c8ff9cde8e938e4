package io.retaillake.pipelines.maintain;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableSnapshot;
import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.Option;

/** The options that name a version of a table: one of the two, by number or by time. */
final class PastOption {

  @Option(names = "--version", paramLabel = "N", description = "the version of this number")
  private Long version;

  @Option(
      names = "--timestamp",
      paramLabel = "TIME",
      description =
          "the version of this time: 2025-03-01T12:00:00Z, or a date, when it begins, UTC")
  private String timestamp;

  TableSnapshot of(DeltaTable table) {
    return version != null ? table.snapshotAt(version) : table.snapshotAt(time(timestamp));
  }

  /** The time that the text says; without a zone it is UTC. */
  static Instant time(String text) {
    try {
      if (text.length() == "2025-03-01".length()) {
        return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      String iso = text.trim().replace(' ', 'T');
      boolean zoned = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:\\d\\d$");
      return OffsetDateTime.parse(zoned ? iso : iso + "Z").toInstant();
    } catch (DateTimeParseException e) {
      throw new UserError(
          ExitCode.USAGE,
          "--timestamp=" + text + " is no time that can be used",
          "a time is written 2025-03-01T12:00:00Z or 2025-03-01",
          "Write it so; without a zone it is taken as UTC",
          e);
    }
  }
}
