package io.retaillake.bigquery.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Joiner;
import io.retaillake.bigquery.sql.Statement;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WarehouseSchemaTest {

  private static final WarehouseSchema SCHEMA = WarehouseSchema.load();
  private static final Path DDL = Path.of("src/main/resources/sql/tables");

  static Stream<WarehouseTable> tables() {
    return SCHEMA.tables().stream();
  }

  /** With {@code -Dddl.update=true} the file is written instead. */
  @ParameterizedTest
  @MethodSource("tables")
  void ddlFileSaysWhatTheSchemaFilesSay(WarehouseTable table) throws IOException {
    Path file = DDL.resolve(table.name() + ".sql");
    String ddl =
        "-- "
            + table.description()
            + ".\n-- Generated from the files in schemas/: change those.\n"
            + table.createStatement(Statement.DATASET);
    if (Boolean.getBoolean("ddl.update")) {
      Files.writeString(file, ddl);
    }

    assertThat(file).content().isEqualTo(ddl);
  }

  @ParameterizedTest
  @MethodSource("tables")
  void partitionsAndClustersAreColumnsThatBigQueryCanUseSo(WarehouseTable table) {
    assertThat(table.columnNames()).doesNotHaveDuplicates().containsAll(table.clustering());
    assertThat(table.clustering()).hasSizeLessThanOrEqualTo(4);
    table
        .partition()
        .ifPresent(
            by -> {
              assertThat(by.type()).isEqualTo("DAY");
              assertThat(table.field(by.field()).type()).isIn("DATE", "TIMESTAMP");
            });
  }

  /** BigQuery's rules: one select with aggregates that it can keep up to date by what changed. */
  @Test
  void materializedViewKeepsToWhatBigQueryCanRefresh() {
    MaterializedView view = SCHEMA.materializedViews().get(0);
    String sql =
        Joiner.on('\n')
            .join(view.query().googleSql().lines().filter(line -> !line.startsWith("--")).toList());

    assertThat(sql)
        .doesNotContainPattern(
            "(?i)\\b(order by|limit|having|over|qualify|union|distinct|with|current_date|rand"
                + "|left join|approx_quantiles)\\b")
        .containsPattern("(?i)\\bgroup by\\b");
    assertThat(view.query().reads()).containsExactly("silver_events");
    assertThat(view.refreshMinutes()).isEqualTo(30);
  }

  @Test
  void quarantineIsKeptForThirtyDaysInTheWarehouse() {
    assertThat(SCHEMA.table("quarantine_events").createStatement("shop"))
        .startsWith("create table if not exists shop.quarantine_events (\n    raw_key bytes")
        .contains("partition by date(quarantined_at)\ncluster by step\n")
        .endsWith("partition_expiration_days = 30\n)\n");
  }

  @Test
  void schemaFileIsBigQuerysJsonOfTheColumns() {
    TableDefinition definition =
        TableDefinition.builder("t")
            .columns(
                List.of(
                    Column.required("id", ColumnType.LONG, "An \"id\""),
                    Column.optional("usd", ColumnType.DECIMAL, "Money"),
                    Column.optional("ok", ColumnType.BOOLEAN, "Yes or no")))
            .build();

    assertThat(SchemaFile.of(definition))
        .isEqualTo(
            """
            [
              {
                "name": "id",
                "type": "INTEGER",
                "mode": "REQUIRED",
                "description": "An \\"id\\""
              },
              {
                "name": "usd",
                "type": "NUMERIC",
                "mode": "NULLABLE",
                "precision": "18",
                "scale": "2",
                "description": "Money"
              },
              {
                "name": "ok",
                "type": "BOOLEAN",
                "mode": "NULLABLE",
                "description": "Yes or no"
              }
            ]
            """);
  }
}
