package io.retaillake.transforms.maintenance;

import io.retaillake.lakehouse.TableSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of silver are not the last version of their event, and which rows of bronze are. What
 * it holds in memory is a bit for each record, and some hundred bytes for each record of bronze
 * that is not in silver: the repeated ones.
 */
final class Corrections {
  /** Records of silver that give way to later ones. */
  final OffsetSet superseded = new OffsetSet();

  /**
   * The record of bronze that each comes from; the arrival is that of the event's first version.
   */
  final Map<Record, String> winners = new HashMap<>();

  /** The months whose files hold such records of bronze. */
  final Set<Month> winnersMonths;

  /** The months whose files hold such records of silver. */
  final Set<Month> supersededMonths = new HashSet<>();

  /** Events that silver did not have at all. */
  final long missing;

  /** Rows of silver whose record bronze does not have. */
  final long withoutBronze;

  /** A record by its place. */
  record Record(int partition, long offset) {}

  /** A month of event time, UTC: where files of bronze and silver are. */
  record Month(int year, int month) {
    static Month of(long micros) {
      LocalDate day =
          Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
              .atZone(ZoneOffset.UTC)
              .toLocalDate();
      return new Month(day.getYear(), day.getMonthValue());
    }

    /** True if a file with these partition values is of this month. */
    static Month of(Map<String, String> partitionValues) {
      return new Month(
          Integer.parseInt(partitionValues.get("event_year")),
          Integer.parseInt(partitionValues.get("event_month")));
    }
  }

  private record Candidate(Record record, Month month) {}

  private Corrections(TableSnapshot bronze, TableSnapshot silver) {
    Map<Candidate, String> won = new HashMap<>();
    long[] counts = {0};
    HeldByBoth held = new HeldByBoth(bronze, silver);
    OffsetSet inSilver = new OffsetSet();
    silver.scan(
        List.of("kafka_partition", "kafka_offset"),
        row -> inSilver.add(row.getInt(0), row.getLong(1)));
    OffsetSet inBronze = new OffsetSet();
    Map<String, Candidate> repeated = new HashMap<>();
    Map<String, Boolean> late = new HashMap<>();
    bronze.scan(
        List.of("event_id", "kafka_partition", "kafka_offset", "event_ts", "is_late_arrival"),
        row -> {
          int partition = row.getInt(1);
          long offset = row.getLong(2);
          inBronze.add(partition, offset);
          if (held.holds(partition, offset) && !inSilver.contains(partition, offset)) {
            String id = row.getString(0).strip();
            Candidate candidate =
                new Candidate(new Record(partition, offset), Month.of(row.getLong(3)));
            Candidate before = repeated.get(id);
            if (before == null || isLater(candidate.record, before.record)) {
              repeated.put(id, candidate);
              late.put(id, row.getBoolean(4));
            }
          }
        });
    silver.scan(
        List.of("event_id", "kafka_partition", "kafka_offset", "arrival", "event_ts"),
        row -> {
          Record is = new Record(row.getInt(1), row.getLong(2));
          if (held.holds(is.partition, is.offset) && !inBronze.contains(is.partition, is.offset)) {
            counts[0]++;
          }
          Candidate candidate = repeated.remove(row.getString(0));
          if (candidate != null && isLater(candidate.record, is)) {
            superseded.add(is.partition, is.offset);
            supersededMonths.add(Month.of(row.getLong(4)));
            won.put(candidate, row.getString(3));
          }
        });
    repeated.forEach((id, candidate) -> won.put(candidate, late.get(id) ? "late" : "on_time"));
    missing = repeated.size();
    withoutBronze = counts[0];
    won.forEach((candidate, arrival) -> winners.put(candidate.record, arrival));
    winnersMonths = won.keySet().stream().map(Candidate::month).collect(Collectors.toSet());
  }

  static Corrections find(TableSnapshot bronze, TableSnapshot silver) {
    return new Corrections(bronze, silver);
  }

  private static boolean isLater(Record one, Record other) {
    return one.offset > other.offset
        || (one.offset == other.offset && one.partition > other.partition);
  }
}
