package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;

/**
 * {@code gold_category_baskets}: what each customer bought of each category; one row a customer and
 * category with a purchase. The whole table is replaced in one commit.
 */
public final class CategoryBaskets {

  public static final TableDefinition TABLE =
      TableDefinition.builder("gold_category_baskets")
          .comment("Purchases of each customer by category, up to the as_of of gold_user_features")
          .columns(
              Column.required("user_id", ColumnType.STRING, "The customer"),
              Column.required("category", ColumnType.STRING, "The articles' category"),
              Column.required("purchases", ColumnType.LONG, "Purchases"),
              Column.required("revenue", ColumnType.DECIMAL, "USD of these purchases"),
              Column.required(
                  "last_purchase", ColumnType.TIMESTAMP, "Time of the last of them, UTC"))
          .build();

  private CategoryBaskets() {}
}
