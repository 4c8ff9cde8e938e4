package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/**
 * {@code gold_customer_value}: what each customer with a purchase is expected to be worth; one row
 * a customer. The whole table is replaced in one commit.
 */
public final class CustomerValues {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_customer_value")
          .comment("Expected value of each customer with a purchase, by BG/NBD and Gamma-Gamma")
          .columns(
              Column.required("user_id", ColumnType.STRING, "The customer"),
              Column.required("as_of", ColumnType.TIMESTAMP, "Months count from here, UTC"),
              Column.required(
                  "frequency", ColumnType.LONG, "x: days with a purchase less the first"),
              Column.required(
                  "recency_weeks", ColumnType.DOUBLE, "t_x: weeks from first to last purchase"),
              Column.required(
                  "age_weeks", ColumnType.DOUBLE, "T: weeks from first purchase to now"),
              Column.required(
                  "prob_alive", ColumnType.DOUBLE, "Probability of buying again, 0 to 1"),
              Column.required(
                  "expected_purchases_12m", ColumnType.DOUBLE, "Purchases in the next 12 months"),
              Column.required(
                  "expected_order_value",
                  ColumnType.DECIMAL,
                  "USD a purchase, half up to the cent"),
              Column.required(
                  "clv_12m",
                  ColumnType.DECIMAL,
                  "USD of the next 12 months, discounted, half up to the cent"),
              Column.required(
                  "clv_rank", ColumnType.LONG, "1 for the highest value, ties by user_id"),
              Column.required(
                  "tier", ColumnType.STRING, "Champions, Loyalists, At Risk, Churned, by rank"),
              Column.required("past_revenue", ColumnType.DECIMAL, "USD of all purchases so far"),
              Column.required("model_run", ColumnType.STRING, "The tracked run that fitted it"))
          .build();

  private CustomerValues() {}
}
