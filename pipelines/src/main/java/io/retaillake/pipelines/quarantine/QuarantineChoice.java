package io.retaillake.pipelines.quarantine;

import java.time.Instant;
import java.util.Locale;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Which rows of the quarantine are meant: those that meet every condition that is not null.
 *
 * @param step the step that refused the record
 * @param reason a part of the reason, in any case
 * @param partition the record's partition
 * @param fromOffset its least offset
 * @param toOffset its greatest offset
 * @param since the earliest time of the refusal
 * @param until the time before which it was refused
 */
record QuarantineChoice(
    @Nullable String step,
    @Nullable String reason,
    @Nullable Integer partition,
    @Nullable Long fromOffset,
    @Nullable Long toOffset,
    @Nullable Instant since,
    @Nullable Instant until) {

  static QuarantineChoice everything() {
    return new QuarantineChoice(null, null, null, null, null, null, null);
  }

  boolean isEverything() {
    return equals(everything());
  }

  boolean includes(QuarantinedRecord row) {
    return (step == null || step.equals(row.step()))
        && (reason == null
            || row.reason().toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT)))
        && (partition == null || partition == row.place().partition())
        && (fromOffset == null || fromOffset <= row.place().offset())
        && (toOffset == null || toOffset >= row.place().offset())
        && (since == null || !row.quarantinedAt().isBefore(since))
        && (until == null || row.quarantinedAt().isBefore(until));
  }
}
