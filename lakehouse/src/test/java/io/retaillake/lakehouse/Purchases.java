package io.retaillake.lakehouse;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A table with a column of every type, and rows for it, for tests that rewrite files. */
final class Purchases {
  static final TableDefinition DEFINITION =
      TableDefinition.builder("purchases")
          .column(Column.required("n", ColumnType.LONG, "Numbers the rows"))
          .column(Column.optional("user_id", ColumnType.STRING, "Who"))
          .column(Column.optional("event_ts", ColumnType.TIMESTAMP, "When"))
          .column(Column.optional("revenue", ColumnType.DECIMAL, "USD"))
          .column(Column.optional("quantity", ColumnType.INT, "Pieces"))
          .column(Column.optional("late", ColumnType.BOOLEAN, "Late"))
          .column(Column.optional("score", ColumnType.DOUBLE, "Any"))
          .column(Column.optional("day", ColumnType.DATE, "When"))
          .column(Column.optional("raw", ColumnType.BINARY, "Bytes"))
          .column(Column.optional("month", ColumnType.STRING, "Partition"))
          .partitionedBy("month")
          .build();

  static final List<String> COLUMNS = DEFINITION.columns().stream().map(Column::name).toList();

  private final DeltaTable table;
  private final Random random;
  private final RowAppender appender;
  private long next;

  Purchases(DeltaTable table, long seed) {
    this.table = table;
    this.random = new Random(seed);
    this.appender = new RowAppender(table);
  }

  /** Appends a commit with a file in each of these months; rows of 200 users, some values null. */
  void append(int rowsPerFile, String... months) throws Exception {
    List<DataFile> files = new ArrayList<>();
    for (String month : months) {
      List<GenericRecord> rows = new ArrayList<>();
      for (int i = 0; i < rowsPerFile; i++) {
        rows.add(row());
      }
      files.add(Rows.file(table, Rows.partition("month", month), rows));
    }
    appender.append(files);
  }

  private GenericRecord row() {
    GenericRecord row = new GenericData.Record(DEFINITION.fileSchema());
    row.put("n", next++);
    put(row, "user_id", "user-" + (100 + random.nextInt(200)));
    put(row, "event_ts", 1_700_000_000_000_000L + random.nextInt(1_000_000) * 1_000_000L);
    put(row, "revenue", BigDecimal.valueOf(random.nextInt(200_000) - 100_000, 2));
    put(row, "quantity", random.nextInt(5) - 2);
    put(row, "late", random.nextBoolean());
    put(row, "score", random.nextGaussian());
    put(row, "day", random.nextInt(30_000) - 5_000);
    put(row, "raw", ByteBuffer.wrap(("raw" + random.nextInt(50)).getBytes()));
    return row;
  }

  private void put(GenericRecord row, String column, Object value) {
    row.put(column, random.nextInt(20) == 0 ? null : value);
  }

  /** All rows of a version by their number, each as text. */
  static Map<Long, String> rows(TableSnapshot snapshot) {
    Map<Long, String> rows = new HashMap<>();
    snapshot.scan(
        COLUMNS,
        row -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < COLUMNS.size(); i++) {
            Object value = row.getValue(i);
            text.append(value instanceof byte[] bytes ? new String(bytes) : value).append('|');
          }
          String twice = rows.put(row.getLong(0), text.toString());
          if (twice != null) {
            throw new AssertionError("a row is there twice: " + twice);
          }
        });
    return rows;
  }
}
