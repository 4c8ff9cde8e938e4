package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  private static final TableDefinition EVERY_TYPE =
      TableDefinition.builder("every_type").columns(Rows.OF_EVERY_TYPE).build();

  @TempDir Path lakehouse;

  @Test
  void statisticsTellEveryTypeAsDeltaWritesIt() throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), EVERY_TYPE);
    GenericRecord first =
        row("b", -5L, 3, true, 1.5, new BigDecimal("-12.30"), 1_000_000L, 0, bytes(1));
    GenericRecord second =
        row(
            "a",
            1L << 60,
            -3,
            false,
            -2.0,
            new BigDecimal("1234567890123456.78"),
            2_000L,
            19782,
            bytes(2));
    GenericRecord nulls = new GenericData.Record(EVERY_TYPE.fileSchema());

    DataFile file = Rows.file(table, Map.of(), List.of(first, second, nulls));

    assertThat(file.rowCount()).isEqualTo(3);
    assertThat(file.sizeBytes())
        .isEqualTo(Files.size(lakehouse.resolve("every_type").resolve(file.relativePath())));
    assertThat(file.statistics())
        .isEqualTo(
            "{\"numRecords\":3,\"minValues\":{\"text\":\"a\",\"long\":-5,\"int\":-3,\"real\":-2.0,"
                + "\"money\":-12.30,\"at\":\"1970-01-01T00:00:00.002Z\",\"day\":\"1970-01-01\"},"
                + "\"maxValues\":{\"text\":\"b\",\"long\":1152921504606846976,\"int\":3,\"real\":1.5,"
                + "\"money\":1234567890123456.78,\"at\":\"1970-01-01T00:00:01.000Z\","
                + "\"day\":\"2024-02-29\"},"
                + "\"nullCount\":{\"text\":1,\"long\":1,\"int\":1,\"flag\":1,\"real\":1,\"money\":1,"
                + "\"at\":1,\"day\":1,\"bytes\":1}}");
  }

  @Test
  void columnOfNullsHasNoRange() throws IOException {
    assertThat(statistics("n", ColumnType.LONG, null, null))
        .isEqualTo("{\"numRecords\":2,\"minValues\":{},\"maxValues\":{},\"nullCount\":{\"n\":2}}");
  }

  @Test
  void timestampsAreRoundedOutwardsToMilliseconds() throws IOException {
    assertThat(statistics("at", ColumnType.TIMESTAMP, 1_001L, 2_001L))
        .contains("\"minValues\":{\"at\":\"1970-01-01T00:00:00.001Z\"}")
        .contains("\"maxValues\":{\"at\":\"1970-01-01T00:00:00.003Z\"}");
    assertThat(statistics("at", ColumnType.TIMESTAMP, -1L))
        .contains("\"minValues\":{\"at\":\"1969-12-31T23:59:59.999Z\"}")
        .contains("\"maxValues\":{\"at\":\"1970-01-01T00:00:00.000Z\"}");
  }

  @Test
  void timestampsOutsideFourDigitYearsAreLeftOut() throws IOException {
    assertThat(statistics("at", ColumnType.TIMESTAMP, Long.MIN_VALUE, Long.MAX_VALUE))
        .contains("\"minValues\":{},\"maxValues\":{}");
  }

  @Test
  void longTextIsCutSoThatTheBoundsHold() throws IOException {
    String prefix = "x".repeat(31);

    assertThat(statistics("s", ColumnType.STRING, prefix + "abc"))
        .contains("\"minValues\":{\"s\":\"" + prefix + "a\"}")
        .contains("\"maxValues\":{\"s\":\"" + prefix + "b\"}");
    assertThat(statistics("s", ColumnType.STRING, prefix + "a"))
        .contains("\"maxValues\":{\"s\":\"" + prefix + "a\"}");
  }

  @Test
  void cutTextKeepsSurrogatePairsTogetherAndCarriesOver() throws IOException {
    String prefix = "x".repeat(30) + "y";
    String last = Character.toString(Character.MAX_CODE_POINT);

    assertThat(statistics("s", ColumnType.STRING, prefix + "\uD83D\uDE00" + "z"))
        .contains("\"minValues\":{\"s\":\"" + prefix + "\uD83D\uDE00\"}")
        .contains("\"maxValues\":{\"s\":\"" + prefix + "\uD83D\uDE01\"}");
    assertThat(statistics("s", ColumnType.STRING, prefix + last + last))
        .contains("\"maxValues\":{\"s\":\"" + "x".repeat(30) + "z\"}");
    assertThat(statistics("s", ColumnType.STRING, prefix + "\uD7FF" + "z"))
        .contains("\"maxValues\":{\"s\":\"" + prefix + "\uE000\"}");
    assertThat(statistics("s", ColumnType.STRING, last.repeat(40))).contains("\"maxValues\":{}");
  }

  @Test
  void textTooLongForTheFooterHasNoStatistics() throws IOException {
    assertThat(statistics("s", ColumnType.STRING, "a", "x".repeat(5000)))
        .isEqualTo("{\"numRecords\":2,\"minValues\":{},\"maxValues\":{},\"nullCount\":{}}");
  }

  @Test
  void notANumberHasNoRange() throws IOException {
    assertThat(statistics("d", ColumnType.DOUBLE, 1.0, Double.NaN))
        .contains("\"minValues\":{},\"maxValues\":{}");
    assertThat(statistics("d", ColumnType.DOUBLE, 1.0, Double.POSITIVE_INFINITY))
        .contains("\"minValues\":{\"d\":1.0},\"maxValues\":{}");
  }

  @Test
  void rangeSpansAllRowGroups() throws IOException {
    TableDefinition definition = one("n", ColumnType.LONG);
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), definition);
    Path file = table.localRoot().orElseThrow().resolve("many.parquet");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(definition.fileSchema())
            .withConf(new PlainParquetConfiguration())
            .withRowGroupRowCountLimit(100)
            .build()) {
      for (long n = 0; n < 1000; n++) {
        GenericRecord row = new GenericData.Record(definition.fileSchema());
        row.put("n", n < 100 ? null : (n * 7919) % 1000);
        writer.write(row);
      }
    }

    DataFile described =
        DataFile.describe(definition, table.localRoot().orElseThrow(), "many.parquet", Map.of());

    long[] values = LongStream.range(100, 1000).map(n -> (n * 7919) % 1000).sorted().toArray();
    assertThat(described.statistics())
        .isEqualTo(
            "{\"numRecords\":1000,\"minValues\":{\"n\":%d},\"maxValues\":{\"n\":%d},\"nullCount\":{\"n\":100}}",
            values[0], values[values.length - 1]);
  }

  @Test
  void missingOrBrokenFileIsReported() throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), one("n", ColumnType.LONG));
    Path root = table.localRoot().orElseThrow();
    Files.writeString(root.resolve("broken.parquet"), "no Parquet");

    for (String name : List.of("missing.parquet", "broken.parquet")) {
      assertThatThrownBy(() -> DataFile.describe(table.definition(), root, name, Map.of()))
          .isInstanceOf(LakehouseException.class)
          .hasMessageContaining(name)
          .asInstanceOf(type(LakehouseException.class))
          .extracting(LakehouseException::problem)
          .isEqualTo(LakehouseException.Problem.READ_FAILED);
    }
  }

  @Test
  void partitionValuesMustBeThoseOfTheTable() {
    assertThatThrownBy(
            () -> DataFile.describe(Ledgered.DEFINITION, lakehouse, "x", Map.of("year", "2024")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be for [event_year]");
  }

  private String statistics(String name, ColumnType columnType, Object... values)
      throws IOException {
    TableDefinition definition = one(name, columnType);
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), definition);
    return Rows.file(table, Map.of(), name, values).statistics();
  }

  private static TableDefinition one(String name, ColumnType columnType) {
    return TableDefinition.builder("one_" + name)
        .column(Column.optional(name, columnType, ""))
        .build();
  }

  private static GenericRecord row(Object... values) {
    GenericRecord row = new GenericData.Record(EVERY_TYPE.fileSchema());
    List<Object> all = new ArrayList<>(Arrays.asList(values));
    for (int i = 0; i < all.size(); i++) {
      row.put(i, all.get(i));
    }
    return row;
  }

  private static ByteBuffer bytes(int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return buffer.flip();
  }
}
