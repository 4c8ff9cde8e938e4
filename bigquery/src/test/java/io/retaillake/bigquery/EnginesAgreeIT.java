package io.retaillake.bigquery;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.cloud.BigQueryWarehouse;
import io.retaillake.bigquery.duckdb.DuckDbWarehouse;
import io.retaillake.bigquery.testing.BothEngines;
import io.retaillake.bigquery.testing.Emulator;
import io.retaillake.bigquery.testing.Shops;
import io.retaillake.bigquery.testing.TestLakehouse;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every statement gives the same columns and rows on DuckDB and, by Google's client, on BigQuery.
 */
class EnginesAgreeIT {

  private static Emulator emulator;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    emulator = Emulator.start();
  }

  @AfterAll
  static void stop() {
    emulator.close();
  }

  @ParameterizedTest
  @EnumSource(Shops.class)
  void statementsGiveTheSameRows(Shops shop) {
    TestLakehouse lakehouse = new TestLakehouse(folder.resolve("lakehouse"));
    shop.fill(lakehouse);
    try (Warehouse duck = DuckDbWarehouse.at(folder.resolve("warehouse.duckdb"));
        Warehouse google =
            BigQueryWarehouse.at(
                emulator.settings("shop_" + shop.name().toLowerCase(Locale.ROOT)))) {
      duck.publish(lakehouse.tables());
      google.publish(lakehouse.tables());
      // BigQuery reads what came since the last refresh by itself; the emulator does not always.
      google.refresh();
      Map<String, Integer> rows = BothEngines.assertAlike(duck, google);
      assertThat(rows).containsEntry("medallion_funnel", 4);
    }
  }
}
