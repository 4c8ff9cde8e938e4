package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableSnapshotTest {
  @TempDir Path lakehouse;

  @Test
  void scanGivesTheProjectionInItsOrderWithPartitionColumns() {
    DeltaTable table = tableWithOffsets(4);

    List<List<Object>> rows = rows(table, List.of("revenue", "event_year", "kafka_offset"));

    assertThat(rows)
        .containsExactly(
            Arrays.asList(new BigDecimal("0.00"), 2024, 0L),
            Arrays.asList(new BigDecimal("0.01"), 2024, 1L),
            Arrays.asList(new BigDecimal("0.02"), 2024, 2L),
            Arrays.asList(null, 2024, 3L),
            Arrays.asList(new BigDecimal("0.04"), 2024, 4L));
  }

  @Test
  void scanOfPartitionColumnsAloneGivesEveryRow() {
    assertThat(rows(tableWithOffsets(2), List.of("event_year")))
        .containsExactly(List.of(2024), List.of(2024), List.of(2024));
  }

  @Test
  void idStaysWithTheTableAndIsAnothersNowhere() throws IOException {
    DeltaTable table = tableWithOffsets(2);
    String id = table.snapshotAt(0).tableId();

    assertThat(table.snapshot().tableId()).isNotBlank().isEqualTo(id);
    assertThat(
            DeltaTable.openOrCreate(lakehouse.resolve("other").toString(), Ledgered.DEFINITION)
                .snapshot()
                .tableId())
        .isNotEqualTo(id);
  }

  @Test
  void filterIsExactOnRowsEvenOnColumnsThatAreNotInTheProjection() {
    DeltaTable table = tableWithOffsets(20);

    RowFilter filter = RowFilter.atLeast("event_ts", 5 * 1_000_001L).andLessThan("kafka_offset", 9);

    // Offset 7 has no time, and a null meets no condition.
    assertThat(offsets(table, filter)).containsExactly(5L, 6L, 8L);
    assertThat(offsets(table, filter.andEqualTo("kafka_offset", 8))).containsExactly(8L);
    assertThat(offsets(table, RowFilter.equalTo("event_year", 2023))).isEmpty();
    assertThat(offsets(table, RowFilter.equalTo("kafka_partition", 0))).hasSize(21);
  }

  @Test
  void filesThatCannotHoldARowAreNotOpened() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    LedgeredAppender appender = new LedgeredAppender(table);
    appender.append(List.of(Ledgered.start(table, 0, -1, 9), Ledgered.append(table, 0, 9, 19)));
    appender.append(List.of(Ledgered.start(table, 1, -1, 9)));
    TableSnapshot snapshot = table.snapshot();

    assertThat(snapshot.files()).hasSize(3);
    assertThat(snapshot.files(RowFilter.equalTo("kafka_partition", 1))).hasSize(1);
    assertThat(
            snapshot.files(RowFilter.equalTo("kafka_partition", 0).andLessThan("kafka_offset", 10)))
        .hasSize(1);
    assertThat(snapshot.files(RowFilter.atLeast("event_ts", 19 * 1_000_001L))).hasSize(1);
    assertThat(snapshot.files(RowFilter.atLeast("event_ts", 20 * 1_000_001L))).isEmpty();
    assertThat(snapshot.files(RowFilter.equalTo("event_year", 2023))).isEmpty();
    assertThat(snapshot.files(RowFilter.equalTo("event_year", 2024))).hasSize(3);
  }

  @Test
  void readersCanShareATableFileByFile() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    new LedgeredAppender(table)
        .append(List.of(Ledgered.start(table, 0, -1, 4), Ledgered.start(table, 1, -1, 2)));
    TableSnapshot snapshot = table.snapshot();

    List<Integer> rowsAFile = new ArrayList<>();
    for (DataFile file : snapshot.files()) {
      List<Long> offsets = new ArrayList<>();
      snapshot.scan(
          List.of("kafka_offset"),
          RowFilter.all(),
          file::equals,
          row -> offsets.add(row.getLong(0)));
      rowsAFile.add(offsets.size());
    }

    assertThat(rowsAFile).containsExactlyInAnyOrder(5, 3);
  }

  @Test
  void snapshotStaysAsItIsWhateverIsCommittedLater() {
    DeltaTable table = tableWithOffsets(4);
    TableSnapshot before = table.snapshot();
    new LedgeredAppender(table).append(List.of(Ledgered.append(table, 0, 4, 9)));

    assertThat(before.rowCount()).isEqualTo(5);
    assertThat(before.ledgers()).isEqualTo(Map.of("retail-events/0", 4L));
    assertThat(table.snapshotAt(1).rowCount()).isEqualTo(5);
    assertThat(table.snapshotAt(0).rowCount()).isZero();
    assertThat(table.snapshot().rowCount()).isEqualTo(10);
  }

  @Test
  void everyTypeComesBackAsItWasWritten() throws IOException {
    TableDefinition definition =
        TableDefinition.builder("every_type")
            .columns(Rows.OF_EVERY_TYPE)
            .columns(
                Column.optional("part_day", ColumnType.DATE, ""),
                Column.optional("part_text", ColumnType.STRING, ""))
            .partitionedBy("part_day", "part_text")
            .build();
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), definition);
    List<Object> values =
        List.of("ü", 1L << 60, -7, true, 0.1, new BigDecimal("-9999999999999999.99"), -1L, 19782);
    GenericRecord full = new GenericData.Record(definition.fileSchema());
    for (int i = 0; i < values.size(); i++) {
      full.put(i, values.get(i));
    }
    full.put("bytes", ByteBuffer.wrap(new byte[] {0, -1}));
    GenericRecord empty = new GenericData.Record(definition.fileSchema());
    Map<String, String> partition = new TreeMap<>();
    partition.put("part_day", "2024-02-29");
    partition.put("part_text", null);
    new RowAppender(table).append(List.of(Rows.file(table, partition, List.of(full, empty))));

    List<String> names = definition.columns().stream().map(Column::name).toList();
    List<List<Object>> rows = rows(table, names);

    assertThat(rows.get(0).subList(0, 8)).isEqualTo(values);
    assertThat((byte[]) rows.get(0).get(8)).containsExactly(0, -1);
    assertThat(rows.get(0).subList(9, 11)).isEqualTo(Arrays.asList(19782, null));
    assertThat(rows.get(1).subList(0, 9)).containsOnlyNulls();
    assertThat(rows.get(1).subList(9, 11)).isEqualTo(Arrays.asList(19782, null));
  }

  @Test
  void whatTheVisitorThrowsIsThrown() {
    DeltaTable table = tableWithOffsets(4);

    assertThatThrownBy(
            () ->
                table
                    .snapshot()
                    .scan(
                        List.of("kafka_offset"),
                        row -> {
                          throw new IllegalStateException("enough");
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("enough");
  }

  @Test
  void wrongColumnsAreRefused() {
    TableSnapshot snapshot = tableWithOffsets(4).snapshot();

    assertThatThrownBy(() -> snapshot.scan(List.of("price"), row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Table 'events' has no column 'price'.");
    assertThatThrownBy(() -> snapshot.scan(List.of("revenue", "revenue"), row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("asked for twice");
    assertThatThrownBy(() -> snapshot.files(RowFilter.equalTo("revenue", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Column 'revenue' is a DECIMAL");
  }

  @Test
  void missingDataFileIsReported() throws IOException {
    DeltaTable table = tableWithOffsets(4);
    DataFile file = table.snapshot().files().get(0);
    Files.delete(table.localRoot().orElseThrow().resolve(file.relativePath()));

    assertThatThrownBy(() -> rows(table, List.of("kafka_offset")))
        .isInstanceOf(LakehouseException.class)
        .hasMessageContaining("can't be read");
  }

  private DeltaTable tableWithOffsets(long last) {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    new LedgeredAppender(table).append(List.of(Ledgered.start(table, 0, -1, last)));
    return table;
  }

  private static List<Long> offsets(DeltaTable table, RowFilter filter) {
    List<Long> offsets = new ArrayList<>();
    table.snapshot().scan(List.of("kafka_offset"), filter, row -> offsets.add(row.getLong(0)));
    return offsets;
  }

  private static List<List<Object>> rows(DeltaTable table, List<String> columns) {
    List<List<Object>> rows = new ArrayList<>();
    table
        .snapshot()
        .scan(
            columns,
            row -> {
              List<Object> values = new ArrayList<>();
              for (int i = 0; i < columns.size(); i++) {
                values.add(row.getValue(i));
              }
              rows.add(values);
            });
    return rows;
  }
}
