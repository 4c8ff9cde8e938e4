package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class TableDefinitionTest {

  @Test
  void fileSchemaHasEveryColumnButThePartitionColumnsInOrder() {
    Schema schema = Ledgered.DEFINITION.fileSchema();

    assertThat(schema.getFields().stream().map(Schema.Field::name))
        .containsExactly("kafka_partition", "kafka_offset", "event_ts", "revenue");
    assertThat(schema.getField("kafka_offset").schema()).hasToString("\"long\"");
    assertThat(schema.getField("event_ts").schema())
        .hasToString("[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}]");
    assertThat(schema.getField("revenue").schema())
        .hasToString(
            "[\"null\",{\"type\":\"fixed\",\"name\":\"decimal_18_2\",\"namespace\":\"retaillake\","
                + "\"size\":8,\"logicalType\":\"decimal\",\"precision\":18,\"scale\":2}]");
  }

  @Test
  void fileSchemaWithSeveralDecimalsCanBeWrittenAndParsed() {
    TableDefinition definition =
        TableDefinition.builder("t")
            .column(Column.required("a", ColumnType.DECIMAL, "One"))
            .column(Column.optional("b", ColumnType.DECIMAL, "Another"))
            .build();

    Schema schema = definition.fileSchema();

    assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema);
  }

  @Test
  void fieldIndexIsThePositionInTheFile() {
    TableDefinition definition =
        TableDefinition.builder("t")
            .columns(
                Column.required("year", ColumnType.INT, ""),
                Column.required("a", ColumnType.LONG, ""),
                Column.required("b", ColumnType.LONG, ""))
            .partitionedBy("year")
            .build();

    assertThat(definition.fieldIndex("a")).isZero();
    assertThat(definition.fieldIndex("b")).isEqualTo(1);
    assertThatThrownBy(() -> definition.fieldIndex("year"))
        .hasMessage("Data files of 't' have no column 'year'.");
  }

  @Test
  void partitionDirectoryEscapesWhatAFolderNameCannotHold() {
    TableDefinition definition =
        TableDefinition.builder("t")
            .columns(
                List.of(
                    Column.required("n", ColumnType.LONG, ""),
                    Column.optional("shop", ColumnType.STRING, ""),
                    Column.optional("day", ColumnType.DATE, "")))
            .partitionedBy("day", "shop")
            .build();
    Map<String, String> values = new TreeMap<>(Map.of("day", "2024-02-29", "shop", "a/b=c 5%"));

    assertThat(definition.partitionDirectory(values))
        .isEqualTo("day=2024-02-29/shop=a%2Fb%3Dc 5%25");
    values.put("day", null);
    values.put("shop", "");
    assertThat(definition.partitionDirectory(values))
        .isEqualTo("day=__HIVE_DEFAULT_PARTITION__/shop=__HIVE_DEFAULT_PARTITION__");
    assertThatThrownBy(() -> definition.partitionDirectory(Map.of("day", "2024-02-29")))
        .hasMessage("No value for the partition column 'shop'.");
  }

  @Test
  void definitionThatCannotBeIsRefused() {
    Column number = Column.required("n", ColumnType.LONG, "");
    assertRefused(TableDefinition.builder("a/b").column(number), "'a/b' can't name a table");
    assertRefused(TableDefinition.builder("t").columns(number, number), "'n' is there twice");
    assertRefused(
        TableDefinition.builder("t").column(number).partitionedBy("year"),
        "Partition column 'year' is no column");
    assertRefused(
        TableDefinition.builder("t").column(number).partitionedBy("n"), "No column is left");
    assertRefused(
        TableDefinition.builder("t").column(number).offsetColumn("o"),
        "Offset column 'o' is no column");
    assertRefused(
        TableDefinition.builder("t")
            .column(Column.optional("o", ColumnType.LONG, ""))
            .offsetColumn("o"),
        "Offset column 'o' must be a required LONG");
  }

  private static void assertRefused(TableDefinition.Builder builder, String why) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
