package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/**
 * {@code gold_customer_segments}: which segment each customer with a purchase is in; one row a
 * customer. The whole table is replaced in one commit.
 */
public final class CustomerSegments {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_customer_segments")
          .comment("Segment of each customer with a purchase, by K-Means on the five features")
          .columns(
              Column.required("user_id", ColumnType.STRING, "The customer"),
              Column.required("as_of", ColumnType.TIMESTAMP, "Features are as of here, UTC"),
              Column.required("segment_id", ColumnType.INT, "0 for the segment of highest value"),
              Column.required("segment", ColumnType.STRING, "Its name, such as VIP Champions"),
              Column.required(
                  "recency_days", ColumnType.DOUBLE, "Days from the last purchase to as_of"),
              Column.required(
                  "frequency", ColumnType.LONG, "x: days with a purchase less the first"),
              Column.required(
                  "monetary_value", ColumnType.DECIMAL, "USD of an average purchase so far"),
              Column.required("clv_12m", ColumnType.DECIMAL, "USD of the next 12 months"),
              Column.required(
                  "prob_alive", ColumnType.DOUBLE, "Probability of buying again, 0 to 1"),
              Column.required(
                  "distance",
                  ColumnType.DOUBLE,
                  "From the segment's centre, in standard deviations"),
              Column.required("model_run", ColumnType.STRING, "The tracked run that fitted it"))
          .build();

  private CustomerSegments() {}
}
