package io.retaillake.transforms.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerTablesTest {

  @TempDir private Path lakehouse;

  @Test
  void userFeaturesHaveTheColumnsThatLaterStagesRead() {
    assertThat(columns(UserFeatures.TABLE))
        .containsExactly(
            "user_id STRING required",
            "as_of TIMESTAMP required",
            "silver_version LONG required",
            "recency_days DOUBLE",
            "frequency LONG required",
            "repeat_purchases LONG required",
            "monetary_total DECIMAL required",
            "average_order_value DECIMAL",
            "tenure_days DOUBLE required",
            "customer_age_days DOUBLE",
            "page_views LONG required",
            "searches LONG required",
            "add_to_carts LONG required",
            "promo_clicks LONG required",
            "wishlists LONG required",
            "returns LONG required",
            "return_rate DOUBLE",
            "conversion_rate DOUBLE",
            "sessions LONG required",
            "first_seen TIMESTAMP required",
            "last_seen TIMESTAMP required",
            "top_category STRING",
            "home_country STRING required",
            "r_score INT required",
            "f_score INT required",
            "m_score INT required",
            "rfm_score STRING required");
  }

  @Test
  void purchaseHistoryHasTheColumnsThatTheModelsRead() {
    assertThat(columns(PurchaseHistories.TABLE))
        .containsExactly(
            "user_id STRING required",
            "as_of TIMESTAMP required",
            "frequency LONG required",
            "recency_weeks DOUBLE required",
            "age_weeks DOUBLE required",
            "mean_order_value DECIMAL");
  }

  @Test
  void categoryBasketsHaveOneColumnForEachQuestion() {
    assertThat(columns(CategoryBaskets.TABLE))
        .containsExactly(
            "user_id STRING required",
            "category STRING required",
            "purchases LONG required",
            "revenue DECIMAL required",
            "last_purchase TIMESTAMP required");
  }

  @Test
  void eachTableCanBeMadeAndOpenedAgain() {
    for (TableDefinition table :
        List.of(UserFeatures.TABLE, PurchaseHistories.TABLE, CategoryBaskets.TABLE)) {
      DeltaTable.openOrCreate(lakehouse.toString(), table);

      assertThat(DeltaTable.open(lakehouse.toString(), table).snapshot().rowCount()).isZero();
    }
  }

  private static List<String> columns(TableDefinition table) {
    return table.columns().stream()
        .map(column -> column.name() + " " + column.type() + (column.nullable() ? "" : " required"))
        .toList();
  }
}
