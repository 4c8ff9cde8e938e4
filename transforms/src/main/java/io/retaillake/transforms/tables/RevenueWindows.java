package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.windows.RevenueWindow;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * {@code gold_revenue_windows}: revenue by one-minute window and category, a row for each firing
 * with the total so far. Of a window's rows the one with the most events is the truth.
 */
public final class RevenueWindows {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_revenue_windows")
          .comment(
              "Revenue so far by one-minute window and category; of a window's rows the one with the"
                  + " most events is the truth")
          .columns(
              Column.required("window_start", ColumnType.TIMESTAMP, "Inclusive, UTC"),
              Column.required("window_end", ColumnType.TIMESTAMP, "Exclusive, UTC"),
              Column.required("category", ColumnType.STRING, "The articles' category"),
              Column.required("revenue", ColumnType.DECIMAL, "USD: purchases less returns"),
              Column.required("purchases", ColumnType.LONG, "Purchases so far"),
              Column.required("events", ColumnType.LONG, "Purchases and returns so far"),
              Column.required("pane_timing", ColumnType.STRING, "ON_TIME, LATE or EARLY"),
              Column.required("emitted_at", ColumnType.TIMESTAMP, "When the window fired"))
          .build();

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private RevenueWindows() {}

  /** Makes the rows of the windows. */
  public static final class Rows implements RowMapper<RevenueWindow> {

    @Override
    public void map(RevenueWindow window, RowSink rows) {
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = 0;
      row.put(i++, Values.microsOfMillis(window.getWindowStart().getMillis()));
      row.put(i++, Values.microsOfMillis(window.getWindowEnd().getMillis()));
      row.put(i++, window.getCategory());
      row.put(i++, Values.decimal(window.getRevenue()));
      row.put(i++, window.getPurchases());
      row.put(i++, window.getEvents());
      row.put(i++, window.getPaneTiming());
      row.put(i, Values.microsOfMillis(window.getEmittedAt().getMillis()));
      rows.write(row, List.of());
    }
  }
}
