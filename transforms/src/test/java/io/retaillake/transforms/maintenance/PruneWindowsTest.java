package io.retaillake.transforms.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.transforms.maintenance.PruneWindows.Pruned;
import io.retaillake.transforms.tables.RevenueWindows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneWindowsTest {
  @TempDir Path folder;

  @Test
  void rowWithTheMostEventsOfEachWindowStaysAndTheFirstAmongEquals() {
    append(firing(0, "toys", 1, 10), firing(0, "toys", 3, 12), firing(0, "books", 1, 10));
    append(firing(0, "toys", 2, 11), firing(0, "books", 1, 13), firing(60, "toys", 5, 20));

    Pruned plan = new PruneWindows(folder.toString()).plan();
    Pruned done = new PruneWindows(folder.toString()).run();

    assertThat(plan).isEqualTo(done).isEqualTo(new Pruned(3, 3, 2));
    assertThat(rows())
        .containsExactlyInAnyOrder("0 toys 3 12", "0 books 1 10", "60000000 toys 5 20");
    assertThat(new PruneWindows(folder.toString()).run()).isEqualTo(new Pruned(0, 3, 0));
  }

  private void append(GenericRecord... rows) {
    DeltaTable table = DeltaTable.openOrCreate(folder.toString(), RevenueWindows.TABLE);
    try (DataFileSink sink = new DataFileSink(table, "test")) {
      for (GenericRecord row : rows) {
        sink.write(row, List.of());
      }
      new RowAppender(table).append(sink.finish());
    }
  }

  private static GenericRecord firing(long second, String category, long events, long emittedAt) {
    GenericRecord row = new GenericData.Record(RevenueWindows.TABLE.fileSchema());
    row.put("window_start", second * 1_000_000);
    row.put("window_end", (second + 60) * 1_000_000);
    row.put("category", category);
    row.put("revenue", BigDecimal.valueOf(events * 100, 2));
    row.put("purchases", events);
    row.put("events", events);
    row.put("pane_timing", "LATE");
    row.put("emitted_at", emittedAt);
    return row;
  }

  private List<String> rows() {
    List<String> rows = new ArrayList<>();
    DeltaTable.open(folder.toString(), RevenueWindows.TABLE)
        .snapshot()
        .scan(
            List.of("window_start", "category", "events", "emitted_at"),
            row ->
                rows.add(
                    row.getLong(0)
                        + " "
                        + row.getString(1)
                        + " "
                        + row.getLong(2)
                        + " "
                        + row.getLong(3)));
    return rows;
  }
}
