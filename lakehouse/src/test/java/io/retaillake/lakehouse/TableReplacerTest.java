package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReplacerTest {
  @TempDir Path lakehouse;
  private DeltaTable table;

  @BeforeEach
  void createTable() {
    table =
        DeltaTable.openOrCreate(
            lakehouse.toString(),
            TableDefinition.builder("numbers")
                .column(Column.required("n", ColumnType.LONG, "A number"))
                .column(Column.optional("parity", ColumnType.STRING, "even or odd"))
                .partitionedBy("parity")
                .build());
  }

  @Test
  void rowsOfAllFilesAreReplacedInOneCommit() {
    new RowAppender(table).append(files(1, 2, 3));

    long version = new TableReplacer(table).replace(files(7, 8));

    assertThat(version).isEqualTo(2);
    assertThat(numbers(table.snapshot())).containsExactly(7L, 8L);
    assertThat(numbers(table.snapshotAt(1))).containsExactly(1L, 2L, 3L);
  }

  @Test
  void replacementWithoutFilesLeavesAnEmptyTable() {
    new RowAppender(table).append(files(1, 2));

    new TableReplacer(table).replace(List.of());

    assertThat(numbers(table.snapshot())).isEmpty();
    assertThat(table.snapshot().files()).isEmpty();
  }

  @Test
  void replacementThatIsTriedAgainAfterItsCommitChangesNothing() {
    List<DataFile> files = files(7, 8);
    long version = new TableReplacer(table).replace(files);

    assertThat(new TableReplacer(table).replace(files)).isEqualTo(version);
    assertThat(numbers(table.snapshot())).containsExactly(7L, 8L);
  }

  @Test
  void versionsThatTheRowsWereMadeFromCanBeReadBack() {
    TableReplacer replacer = new TableReplacer(table);
    replacer.replace(files(1), Map.of("silver_events", 41L, "other", 7L));
    replacer.replace(files(2), Map.of("silver_events", 40L));

    TableSnapshot latest = table.snapshot();

    assertThat(latest.sourceVersion("silver_events")).hasValue(40);
    assertThat(latest.sourceVersion("other")).hasValue(7);
    assertThat(latest.sourceVersion("unknown")).isEmpty();
    assertThat(table.snapshotAt(1).sourceVersion("silver_events")).hasValue(41);
  }

  @Test
  void logSaysThatTheTableWasOverwrittenAndKeepsNoStatisticsOfWhatWasThere() throws Exception {
    new RowAppender(table).append(files(4_711));
    new TableReplacer(table).replace(files(1), Map.of("silver_events", 41L));

    String log =
        Files.readString(
            table.localRoot().orElseThrow().resolve("_delta_log/00000000000000000002.json"));

    assertThat(log)
        .contains("\"operation\":\"WRITE\"")
        .contains("\"mode\":\"Overwrite\"")
        .contains("\"source/silver_events\":\"41\"")
        .contains("\"remove\"")
        .doesNotContain(":4711");
  }

  @Test
  void tableWithALedgerIsRefused() {
    DeltaTable ledgered = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);

    assertThatThrownBy(() -> new TableReplacer(ledgered))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keeps a ledger");
  }

  @Test
  void ofReplacersAndAppendersAtOnceTheRowsOfOneReplacementAndWhatCameAfterItRemain()
      throws Exception {
    int replacers = 3;
    ExecutorService threads = Executors.newFixedThreadPool(replacers);
    try {
      List<Callable<Void>> work = new ArrayList<>();
      for (int replacer = 0; replacer < replacers; replacer++) {
        long mark = 100L * (replacer + 1);
        work.add(
            () -> {
              TableReplacer own = new TableReplacer(table);
              for (int i = 0; i < 15; i++) {
                own.replace(files(mark, mark + 1, mark + 2, mark + 3));
              }
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }

    for (long version = 1; version <= table.snapshot().version(); version++) {
      List<Long> numbers = numbers(table.snapshotAt(version));
      long mark = numbers.get(0);
      assertThat(numbers).containsExactly(mark, mark + 1, mark + 2, mark + 3);
    }
    assertThat(table.snapshot().version()).isEqualTo(45);
  }

  @Test
  void sinkThatIsClosedUnfinishedLeavesNoFiles() throws Exception {
    DataFileSink sink = new DataFileSink(table, "left");
    sink.write(row(1), List.of("odd"));
    sink.close();

    try (var left = Files.walk(table.localRoot().orElseThrow())) {
      assertThat(left.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
    }
  }

  private List<DataFile> files(long... numbers) {
    try (DataFileSink sink = new DataFileSink(table, "numbers")) {
      for (long number : numbers) {
        sink.write(row(number), Collections.singletonList(number % 2 == 0 ? "even" : null));
      }
      return sink.finish();
    }
  }

  private GenericRecord row(long number) {
    GenericRecord row = new GenericData.Record(table.definition().fileSchema());
    row.put("n", number);
    return row;
  }

  private static List<Long> numbers(TableSnapshot snapshot) {
    List<Long> numbers = new ArrayList<>();
    snapshot.scan(List.of("n"), row -> numbers.add(row.getLong(0)));
    Collections.sort(numbers);
    return numbers;
  }
}
