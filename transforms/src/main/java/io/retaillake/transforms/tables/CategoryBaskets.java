package io.retaillake.transforms.tables;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.RowMapper;
import io.retaillake.transforms.features.CategoryBasket;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

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

  private static final Schema FILE_SCHEMA = TABLE.fileSchema();

  private CategoryBaskets() {}

  /** Makes the rows of the baskets. */
  public static final class Rows implements RowMapper<CategoryBasket> {
    private static final long serialVersionUID = 1L;

    @Override
    public void map(CategoryBasket basket, RowSink rows) {
      GenericRecord row = new GenericData.Record(FILE_SCHEMA);
      int i = 0;
      row.put(i++, basket.getUserId());
      row.put(i++, basket.getCategory());
      row.put(i++, basket.getPurchases());
      row.put(i++, Values.cents(basket.getRevenueCents()));
      row.put(i, basket.getLastPurchaseMicros());
      rows.write(row, List.of());
    }
  }
}
