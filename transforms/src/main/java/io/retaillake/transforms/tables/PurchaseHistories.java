package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

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

  private PurchaseHistories() {}
}
