package io.retaillake.pipelines.witness;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A ledgered table that we and delta-rs both write to; {@code change_table.py} knows it too. */
final class Shared {
  static final TableDefinition DEFINITION =
      TableDefinition.builder("shared")
          .column(Column.required("kafka_partition", ColumnType.INT, "Partition"))
          .column(Column.required("kafka_offset", ColumnType.LONG, "Offset"))
          .column(Column.optional("user_id", ColumnType.STRING, "Who"))
          .column(Column.optional("event_ts", ColumnType.TIMESTAMP, "When"))
          .column(Column.optional("revenue", ColumnType.DECIMAL, "USD"))
          .column(Column.optional("month", ColumnType.STRING, "Partition"))
          .partitionedBy("month")
          .offsetColumn("kafka_offset")
          .build();

  static final String LEDGER_ID = "retail-events/0";

  private final DeltaTable table;
  private final LedgeredAppender appender;
  private long held = -1;

  Shared(Path lakehouse) {
    table = DeltaTable.openOrCreate(lakehouse.toString(), DEFINITION);
    appender = new LedgeredAppender(table);
  }

  DeltaTable table() {
    return table;
  }

  Path root() {
    return table.localRoot().orElseThrow();
  }

  /** Appends so many commits of as many rows, by the ledger. */
  void append(int commits, int rows) {
    for (int i = 0; i < commits; i++) {
      OffsetRange range =
          held < 0
              ? OffsetRange.startingChain(LEDGER_ID, held, held + rows)
              : OffsetRange.of(LEDGER_ID, held, held + rows);
      if (appender.append(List.of(RangeAppend.of(range, files(rows)))).rows() != rows) {
        throw new IllegalStateException("not appended: " + range);
      }
      held += rows;
    }
  }

  private List<DataFile> files(int rows) {
    try (DataFileSink sink = new DataFileSink(table, "ours")) {
      for (long offset = held + 1; offset <= held + rows; offset++) {
        GenericRecord row = new GenericData.Record(DEFINITION.fileSchema());
        row.put("kafka_partition", 0);
        row.put("kafka_offset", offset);
        row.put("user_id", offset % 5 == 0 ? null : "user-" + offset % 10);
        row.put("event_ts", 1_735_689_600_000_000L + offset);
        row.put("revenue", BigDecimal.valueOf(offset, 2));
        sink.write(row, Collections.singletonList(offset % 2 == 0 ? null : "2025-01"));
      }
      return sink.finish();
    }
  }

  /** Rows by our own reading of the latest version. */
  long rows() {
    long[] rows = {0};
    table.snapshot().scan(List.of("kafka_offset"), row -> rows[0]++);
    return rows[0];
  }

  /** The sum of the revenue by our own reading. */
  BigDecimal revenue() {
    BigDecimal[] sum = {new BigDecimal("0.00")};
    table
        .snapshot()
        .scan(
            List.of("revenue"),
            row -> sum[0] = sum[0].add(row.isNull(0) ? BigDecimal.ZERO : row.getDecimal(0)));
    return sum[0];
  }
}
