package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.transforms.admission.AdmittedFrame;
import io.retaillake.transforms.admission.AdmittedHistory;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.admission.ArrivalRule;
import io.retaillake.transforms.admission.EventReader;
import io.retaillake.transforms.admission.Records;
import io.retaillake.transforms.admission.Rejection;
import io.retaillake.transforms.admission.SettledRecords;
import io.retaillake.transforms.admission.Verdict;
import io.retaillake.transforms.event.RetailEvent;
import io.retaillake.transforms.kafka.Frame;
import io.retaillake.transforms.kafka.PartitionId;
import io.retaillake.transforms.restart.AdmittedTables;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** A model of the tables: rows in lists, and the ledger's rule in three lines. */
public final class TablesInMemory implements Tables, AdmittedTables, AdmittedHistory {

  private static final long serialVersionUID = 1L;

  private final transient EventReader reader = Records.RULES.newReader();
  private final transient Map<Ledgered, List<Row>> rows = new EnumMap<>(Ledgered.class);
  private final transient Map<Ledgered, Map<String, Long>> ledgers = new EnumMap<>(Ledgered.class);
  private final transient List<RevenueWindow> windows = new ArrayList<>();

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
      Verdict verdict = admitted.verdict(record.index());
      if (record.offset() > held && isRow(table, verdict)) {
        rows.get(table)
            .add(
                new Row(
                    admitted.frame().partition(),
                    record.offset(),
                    verdict,
                    verdict.isAccepted() ? null : admitted.rejection(record.index()),
                    reader.read(record) ? reader.event() : null));
      }
    }
  }

  private static boolean isRow(Ledgered table, Verdict verdict) {
    return switch (table) {
      case BRONZE -> verdict.isAccepted();
      case SILVER -> verdict.isFirst();
      case QUARANTINE -> verdict == Verdict.QUARANTINED;
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
        lines(Ledgered.BRONZE, row -> row.verdict.arrival().isLate()),
        lines(Ledgered.SILVER, row -> row.verdict.arrival().columnValue()),
        lines(Ledgered.QUARANTINE, row -> row.rejection.step() + ": " + row.rejection.reason()),
        TellingWindows.truth(windows));
  }

  private List<String> lines(Ledgered table, Function<Row, Object> describe) {
    return rows.get(table).stream()
        .map(row -> place(row.partition, row.offset) + " " + describe.apply(row))
        .sorted()
        .toList();
  }

  @Override
  public OptionalLong heldByAll(int partition) {
    String id = PartitionId.of(Records.TOPIC, partition);
    boolean met = ledgers.values().stream().allMatch(ledger -> ledger.containsKey(id));
    return met
        ? ledgers.values().stream().mapToLong(ledger -> ledger.get(id)).min()
        : OptionalLong.empty();
  }

  @Override
  public void visitAccepted(long sinceMillis, AcceptedVisitor visitor) {
    rows.get(Ledgered.BRONZE).stream()
        .filter(row -> row.eventMillis() >= sinceMillis)
        .forEach(row -> visitor.visit(row.partition, row.offset, row.eventMillis()));
  }

  @Override
  public void visitSales(SaleVisitor visitor) {
    rows.get(Ledgered.SILVER).stream()
        .filter(row -> row.verdict != Verdict.TOO_LATE && row.event.getRevenue() != null)
        .forEach(row -> visitor.visit(row.eventMillis(), row.event.getCategory()));
  }

  @Override
  public void visitWindows(WindowVisitor visitor) {
    windows.forEach(
        row -> visitor.visit(row.getWindowStart().getMillis(), row.getCategory(), row.getEvents()));
  }

  @Override
  public long maxEventMillis(int partition, long beforeOffset) {
    return before(partition, beforeOffset)
        .mapToLong(Row::eventMillis)
        .max()
        .orElse(ArrivalRule.NO_EVENT_YET);
  }

  @Override
  public void visitSince(int partition, long beforeOffset, long sinceMillis, Visitor visitor) {
    before(partition, beforeOffset)
        .filter(row -> row.eventMillis() >= sinceMillis)
        .forEach(row -> visitor.visit(row.event.getEventId(), row.eventMillis()));
  }

  @Override
  public SettledRecords settledFrom(int partition, long offset) {
    long heldByBronze = held(Ledgered.BRONZE, partition);
    long heldByQuarantine = held(Ledgered.QUARANTINE, partition);
    SettledRecords settled =
        SettledRecords.refusedBetween(offset, Math.max(heldByBronze, heldByQuarantine));
    settled.acceptBetween(Math.max(offset, heldByBronze + 1), heldByQuarantine);
    rows.get(Ledgered.BRONZE).stream()
        .filter(row -> row.partition == partition)
        .forEach(row -> settled.accept(row.offset));
    rows.get(Ledgered.QUARANTINE).stream()
        .filter(row -> row.partition == partition)
        .forEach(row -> settled.refuse(row.offset));
    return settled;
  }

  private long held(Ledgered table, int partition) {
    String id = PartitionId.of(Records.TOPIC, partition);
    return ledgers.get(table).getOrDefault(id, Long.MIN_VALUE);
  }

  private Stream<Row> before(int partition, long offset) {
    return rows.get(Ledgered.BRONZE).stream()
        .filter(row -> row.partition == partition && row.offset < offset);
  }

  private record Row(
      int partition,
      long offset,
      Verdict verdict,
      @Nullable Rejection rejection,
      @Nullable RetailEvent event) {

    long eventMillis() {
      return Math.floorDiv(event.getEventTsMicros(), 1_000L);
    }
  }
}
