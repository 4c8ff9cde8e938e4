package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.features.PurchaseHistory;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * {@code gold_purchase_history}: how often and how recently each customer came back to buy, as
 * models of customer value take it; one row a customer with a purchase. The whole table is replaced
 * in one commit.
 */
public final class PurchaseHistories {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_purchase_history")
          .comment("Repeat purchases of each customer with a purchase; periods are days, UTC")
          .columns(
              Column.required("user_id", ColumnType.STRING, "The customer"),
              Column.required("as_of", ColumnType.TIMESTAMP, "Events up to here count, UTC"),
              Column.required(
                  "frequency", ColumnType.LONG, "x: days with a purchase less the first"),
              Column.required(
                  "recency_weeks",
                  ColumnType.DOUBLE,
                  "t_x: days from the first to the last day with a purchase, / 7"),
              Column.required(
                  "age_weeks",
                  ColumnType.DOUBLE,
                  "T: days from the first day with a purchase to the day of as_of, / 7"),
              Column.optional(
                  "mean_order_value",
                  ColumnType.DECIMAL,
                  "USD of the repeat days / frequency, half up to the cent; null if frequency is"
                      + " 0"))
          .build();

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private PurchaseHistories() {}

  /** Makes the rows of the histories. */
  public static final class Rows implements RowMapper<PurchaseHistory> {
    private static final long serialVersionUID = 1L;

    private final long asOfMicros;

    /** Rows as of this time. */
    public Rows(long asOfMicros) {
      this.asOfMicros = asOfMicros;
    }

    @Override
    public void map(PurchaseHistory history, RowSink rows) {
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = 0;
      row.put(i++, history.getUserId());
      row.put(i++, asOfMicros);
      row.put(i++, history.getFrequency());
      row.put(i++, history.recencyWeeks());
      row.put(i++, history.ageWeeks());
      row.put(i, Values.decimal(history.meanOrderValue()));
      rows.write(row, List.of());
    }
  }
}
