package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model of the tables: rows in lists, and the ledger's rule in three lines. */
public final class TablesInMemory implements Tables {

  private final Map<Ledgered, List<String>> rows = new EnumMap<>(Ledgered.class);
  private final Map<Ledgered, Map<String, Long>> ledgers = new EnumMap<>(Ledgered.class);
  private final List<RevenueWindow> windows = new ArrayList<>();

  public TablesInMemory() {
    for (Ledgered table : Ledgered.values()) {
      rows.put(table, new ArrayList<>());
      ledgers.put(table, new HashMap<>());
    }
  }

  @Override
  public void append(Ledgered table, List<AdmittedRange> ranges) {
    for (AdmittedRange admitted : ranges) {
      OffsetRange range = admitted.range();
      long held = ledgers.get(table).getOrDefault(range.ledgerId(), Long.MIN_VALUE);
      assertThat(range.fromExclusive() <= held || range.startsChain())
          .as("%s follows on %s", range, held)
          .isTrue();
      admitted.frames().forEach(frame -> append(table, frame, held));
      ledgers.get(table).merge(range.ledgerId(), range.toInclusive(), Math::max);
    }
  }

  private void append(Ledgered table, AdmittedFrame admitted, long held) {
    Frame.Cursor record = admitted.frame().cursor();
    while (record.advance()) {
      if (record.offset() > held) {
        rowOf(table, admitted, record.index())
            .ifPresent(
                row ->
                    rows.get(table)
                        .add(place(admitted.frame().partition(), record.offset()) + " " + row));
      }
    }
  }

  private static Optional<String> rowOf(Ledgered table, AdmittedFrame admitted, int index) {
    Verdict verdict = admitted.verdict(index);
    return switch (table) {
      case BRONZE ->
          verdict.isAccepted()
              ? Optional.of(Boolean.toString(verdict.arrival().isLate()))
              : Optional.empty();
      case SILVER ->
          verdict.isFirst() ? Optional.of(verdict.arrival().columnValue()) : Optional.empty();
      case QUARANTINE ->
          verdict == Verdict.QUARANTINED
              ? Optional.of(
                  admitted.rejection(index).step() + ": " + admitted.rejection(index).reason())
              : Optional.empty();
    };
  }

  /** The place of a record, which sorts as the partition does. */
  static String place(int partition, long offset) {
    return String.format("%d/%05d", partition, offset);
  }

  @Override
  public void appendWindows(List<RevenueWindow> more) {
    windows.addAll(more);
  }

  @Override
  public Contents contents() {
    return new Contents(
        sorted(Ledgered.BRONZE),
        sorted(Ledgered.SILVER),
        sorted(Ledgered.QUARANTINE),
        TellingWindows.truth(windows));
  }

  private List<String> sorted(Ledgered table) {
    return rows.get(table).stream().sorted().toList();
  }
}
