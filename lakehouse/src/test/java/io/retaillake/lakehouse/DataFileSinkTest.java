package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileSinkTest {
  private static final TableDefinition EVERY_TYPE =
      TableDefinition.builder("every_type")
          .column(Column.required("id", ColumnType.STRING, "").ofDistinctValues())
          .columns(Rows.OF_EVERY_TYPE)
          .build();

  @TempDir Path lakehouse;

  @Test
  void rowsAndStatisticsAreThoseThatAvrosWriterWrites() throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), EVERY_TYPE);
    List<GenericRecord> rows =
        List.of(
            row("a", "ä", 1L << 60, -3, true, 1.5, new BigDecimal("-12.30"), 1L, 0, bytes(1, 0)),
            row(new Utf8("b"), null, null, null, null, null, null, null, null, null),
            row("c", partOf("ccx", 2), -5L, 3, false, -0.0, BigDecimal.TEN, -1L, 19782, bytes()));

    DataFile file = write(table, rows);
    DataFile avros = Rows.file(table, Map.of(), rows);

    assertThat(read(table, file)).hasSize(3).isEqualTo(read(table, avros));
    assertThat(file.statistics()).isEqualTo(avros.statistics());
  }

  @Test
  void columnOfDistinctValuesHasNoDictionary() throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), EVERY_TYPE);

    DataFile file =
        write(
            table,
            IntStream.range(0, 1_000)
                .mapToObj(i -> row("id " + i, "same", 1L, 1, true, 1.0, null, 1L, 1, null))
                .toList());

    assertThat(dictionaries(table, file))
        .containsEntry("id", false)
        .containsEntry("text", true)
        .containsEntry("long", true);
  }

  @Test
  void missingValueOfARequiredColumnIsNamed() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), EVERY_TYPE);
    GenericRecord nothing = new GenericData.Record(EVERY_TYPE.fileSchema());

    assertThatThrownBy(() -> write(table, List.of(nothing)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The column 'id' must have a value.");
  }

  @Test
  void valueOfAnotherTypeIsNotWritten() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), EVERY_TYPE);
    GenericRecord wrong = row("a", 7L, null, null, null, null, null, null, null, null);

    assertThatThrownBy(() -> write(table, List.of(wrong))).isInstanceOf(ClassCastException.class);
    assertThat(table.localRoot().orElseThrow().toFile().list()).containsExactly("_delta_log");
  }

  private static DataFile write(DeltaTable table, List<GenericRecord> rows) {
    try (DataFileSink sink = new DataFileSink(table, "test")) {
      rows.forEach(row -> sink.write(row, List.of()));
      return sink.finish().get(0);
    }
  }

  private static List<GenericRecord> read(DeltaTable table, DataFile file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(
                input(table, file), new PlainParquetConfiguration())
            .withDataModel(new GenericData())
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Whether each column has a dictionary. */
  private static Map<String, Boolean> dictionaries(DeltaTable table, DataFile file)
      throws IOException {
    Map<String, Boolean> found = new TreeMap<>();
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader reader = ParquetFileReader.open(input(table, file), options)) {
      for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
        found.put(column.getPath().toDotString(), column.hasDictionaryPage());
      }
    }
    return found;
  }

  private static LocalInputFile input(DeltaTable table, DataFile file) {
    return new LocalInputFile(table.localRoot().orElseThrow().resolve(file.relativePath()));
  }

  private static GenericRecord row(Object... values) {
    GenericRecord row = new GenericData.Record(EVERY_TYPE.fileSchema());
    for (int i = 0; i < values.length; i++) {
      row.put(i, values[i]);
    }
    return row;
  }

  private static Utf8 partOf(String text, int length) {
    return new Utf8(text).setByteLength(length);
  }

  private static ByteBuffer bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteBuffer.wrap(bytes);
  }
}
