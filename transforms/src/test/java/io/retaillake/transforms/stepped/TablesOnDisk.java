package io.retaillake.transforms.stepped;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.admission.AdmissionRules;
import io.retaillake.transforms.admission.AdmittedRange;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.delta.TableFiles;
import io.retaillake.transforms.tables.BronzeEvents;
import io.retaillake.transforms.tables.QuarantineEvents;
import io.retaillake.transforms.tables.RevenueWindows;
import io.retaillake.transforms.tables.SilverEvents;
import io.retaillake.transforms.windows.RevenueSum;
import io.retaillake.transforms.windows.RevenueWindow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.joda.time.Instant;

/** The real tables, in a lakehouse on disk. */
public final class TablesOnDisk implements Tables {

  private final String lakehouse;
  private final Map<Ledgered, RowMapper<AdmittedRange>> rows = new EnumMap<>(Ledgered.class);
  private final Map<Ledgered, LedgeredAppender> appenders = new EnumMap<>(Ledgered.class);
  private final RowAppender windows;

  public TablesOnDisk(String lakehouse, AdmissionRules rules) {
    this.lakehouse = lakehouse;
    rows.put(Ledgered.BRONZE, new BronzeEvents.Rows(rules));
    rows.put(Ledgered.SILVER, new SilverEvents.Rows(rules));
    rows.put(Ledgered.QUARANTINE, new QuarantineEvents.Rows());
    for (Ledgered table : Ledgered.values()) {
      appenders.put(table, new LedgeredAppender(open(definition(table))));
    }
    windows = new RowAppender(open(RevenueWindows.TABLE));
  }

  private static TableDefinition definition(Ledgered table) {
    return switch (table) {
      case BRONZE -> BronzeEvents.TABLE;
      case SILVER -> SilverEvents.TABLE;
      case QUARANTINE -> QuarantineEvents.TABLE;
    };
  }

  private DeltaTable open(TableDefinition definition) {
    return DeltaTable.openOrCreate(lakehouse, definition);
  }

  @Override
  public void append(Ledgered table, List<AdmittedRange> ranges) {
    DeltaTable target = open(definition(table));
    List<RangeAppend> appends = new ArrayList<>();
    for (AdmittedRange range : ranges) {
      appends.add(
          RangeAppend.of(range.range(), TableFiles.write(target, rows.get(table), List.of(range))));
    }
    assertThat(appenders.get(table).append(appends).waiting()).isEmpty();
  }

  @Override
  public void appendWindows(List<RevenueWindow> more) {
    windows.append(TableFiles.write(open(RevenueWindows.TABLE), new RevenueWindows.Rows(), more));
  }

  @Override
  public Contents contents() {
    return new Contents(
        rows(BronzeEvents.TABLE, List.of("is_late_arrival"), row -> row.getBoolean(2) + ""),
        rows(SilverEvents.TABLE, List.of("arrival"), row -> row.getString(2)),
        rows(
            QuarantineEvents.TABLE,
            List.of("step", "reason"),
            row -> row.getString(2) + ": " + row.getString(3)),
        TellingWindows.truth(windowRows()));
  }

  private List<String> rows(
      TableDefinition table, List<String> columns, Function<RowView, String> describe) {
    List<String> all = new ArrayList<>(List.of("kafka_partition", "kafka_offset"));
    all.addAll(columns);
    List<String> lines = new ArrayList<>();
    open(table)
        .snapshot()
        .scan(
            all,
            row ->
                lines.add(
                    TablesInMemory.place(row.getInt(0), row.getLong(1))
                        + " "
                        + describe.apply(row)));
    return lines.stream().sorted().toList();
  }

  private List<RevenueWindow> windowRows() {
    List<RevenueWindow> all = new ArrayList<>();
    open(RevenueWindows.TABLE)
        .snapshot()
        .scan(
            List.of("window_start", "window_end", "category", "revenue", "purchases", "events"),
            row -> {
              BigDecimal revenue = row.getDecimal(3);
              all.add(
                  RevenueWindow.of(
                      new IntervalWindow(instant(row.getLong(0)), instant(row.getLong(1))),
                      row.getString(2),
                      RevenueSum.of(
                          revenue.movePointRight(2).longValueExact(),
                          row.getLong(4),
                          row.getLong(5)),
                      PaneInfo.Timing.UNKNOWN,
                      Instant.EPOCH));
            });
    return all;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochMilli(micros / 1_000);
  }
}
