package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.LakehouseException.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableTest {
  @TempDir Path lakehouse;

  @Test
  void createdTableIsEmptyAndSaysWhatItIs() throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);

    assertThat(table.root()).isEqualTo(lakehouse.resolve("events").toString());
    assertThat(table.snapshot().version()).isZero();
    assertThat(table.snapshot().files()).isEmpty();
    assertThat(table.snapshot().ledgers()).isEmpty();
    assertThat(log(table, 0))
        .contains("\"delta.checkpointInterval\":\"50\"")
        .contains("\"delta.logRetentionDuration\":\"interval 30 days\"")
        .contains("\"delta.deletedFileRetentionDuration\":\"interval 30 days\"")
        .contains("\"comment\":\"Events of a test\"")
        .contains("\\\"type\\\":\\\"decimal(18,2)\\\"")
        .contains("\\\"comment\\\":\\\"When, UTC\\\"")
        .contains("\"partitionColumns\":[\"event_year\"]");
  }

  @Test
  void tableThatIsThereIsOpenedAsItIs() {
    DeltaTable first = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    new LedgeredAppender(first).append(List.of(Ledgered.start(first, 0, -1, 4)));

    DeltaTable second = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);

    assertThat(second.snapshot().version()).isEqualTo(1);
    assertThat(second.snapshot().rowCount()).isEqualTo(5);
  }

  @Test
  void missingTableIsNotOpened() {
    assertThat(DeltaTable.openIfPresent(lakehouse.toString(), Ledgered.DEFINITION)).isEmpty();
    assertProblem(
        Problem.TABLE_MISSING,
        () -> DeltaTable.open(lakehouse.toString(), Ledgered.DEFINITION),
        "There is no table 'events' in " + lakehouse);
    assertThat(lakehouse).isEmptyDirectory();
  }

  @Test
  void otherSchemaIsRefusedByNamingWhatDiffers() {
    DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    TableDefinition other =
        TableDefinition.builder("events")
            .column(Column.required("kafka_partition", ColumnType.LONG, "Partition"))
            .column(Column.optional("kafka_offset", ColumnType.LONG, "Offset"))
            .column(Column.optional("event_ts", ColumnType.TIMESTAMP, "When, UTC"))
            .column(Column.optional("price", ColumnType.DECIMAL, "USD"))
            .column(Column.required("event_year", ColumnType.INT, "Year"))
            .build();

    assertProblem(
        Problem.SCHEMA_DIFFERS,
        () -> DeltaTable.openOrCreate(lakehouse.toString(), other),
        "column 'kafka_partition' is integer instead of long",
        "column 'kafka_offset' must not be null there",
        "column 'price' is missing",
        "column 'revenue' is there besides",
        "it is partitioned by [event_year] instead of []");
  }

  @Test
  void otherCommentIsNoOtherSchema() {
    DeltaTable.openOrCreate(lakehouse.toString(), definition("n", "A number"));

    assertThat(DeltaTable.openIfPresent(lakehouse.toString(), definition("n", "Some number")))
        .isPresent();
  }

  @Test
  void folderWithSomethingElseIsNoTable() throws IOException {
    Files.createDirectory(lakehouse.resolve("events"));
    Files.writeString(lakehouse.resolve("events/orders.csv"), "1;2");

    assertProblem(
        Problem.NOT_A_TABLE,
        () -> DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION),
        "It holds 'orders.csv' and no _delta_log");
    assertThat(lakehouse.resolve("events")).isDirectoryNotContaining("glob:**_delta_log");
  }

  @Test
  void fileIsNoTable() throws IOException {
    Files.writeString(lakehouse.resolve("events"), "text");

    assertProblem(
        Problem.NOT_A_TABLE,
        () -> DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION),
        "It is a file");
  }

  @Test
  void lakehouseBelowAFileCannotBeWritten() throws IOException {
    Path file = Files.writeString(lakehouse.resolve("file"), "text");

    assertProblem(
        Problem.NOT_WRITABLE,
        () -> DeltaTable.openOrCreate(file.resolve("lake").toString(), Ledgered.DEFINITION),
        "can't be created");
  }

  @Test
  void brokenLogIsReportedAndLeftAsItIs() throws IOException {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    Path commit = logFile(table, 0);
    Files.writeString(commit, "{\"metaData\":");

    assertProblem(
        Problem.READ_FAILED,
        () -> DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION),
        "can't be read");
    assertThat(commit).hasContent("{\"metaData\":");
  }

  @Test
  void ofManyCreatorsOneWinsAndTheOthersOpen() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 10; round++) {
        String place = lakehouse.resolve("round" + round).toString();
        Callable<DeltaTable> creator = () -> DeltaTable.openOrCreate(place, Ledgered.DEFINITION);
        List<Future<DeltaTable>> tables =
            threads.invokeAll(Stream.generate(() -> creator).limit(8).toList());
        for (Future<DeltaTable> table : tables) {
          assertThat(table.get().snapshot().version()).isZero();
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void strangeCharactersInThePathsAreNoMatter() throws IOException {
    for (String name : List.of("my lake", "100%41 #1?", "größe+&", "a:b")) {
      String place = lakehouse.resolve(name).toString();
      TableDefinition definition =
          TableDefinition.builder("t")
              .column(Column.required("n", ColumnType.LONG, "A number"))
              .column(Column.optional("shop", ColumnType.STRING, "A shop"))
              .partitionedBy("shop")
              .build();
      DeltaTable table = DeltaTable.openOrCreate(place, definition);
      String shop = "Müller & 50% = a/b:c #?";

      new RowAppender(table)
          .append(List.of(Rows.file(table, Rows.partition("shop", shop), "n", 7L)));

      StringBuilder seen = new StringBuilder();
      DeltaTable.open(place, definition)
          .snapshot()
          .scan(List.of("shop", "n"), row -> seen.append(row.getString(0)).append(row.getLong(1)));
      assertThat(seen).hasToString(shop + "7");
    }
  }

  @Test
  void loggedPathsAreRelativeAndEncoded() throws IOException {
    DeltaTable table =
        DeltaTable.openOrCreate(
            lakehouse.resolve("a lake").toString(),
            TableDefinition.builder("t")
                .column(Column.required("n", ColumnType.LONG, "A number"))
                .column(Column.optional("shop", ColumnType.STRING, "A shop"))
                .partitionedBy("shop")
                .build());
    DataFile file = Rows.file(table, Rows.partition("shop", "x y:z"), "n", 7L);

    new RowAppender(table).append(List.of(file));

    assertThat(file.relativePath()).startsWith("shop=x y%3Az/");
    assertThat(log(table, 1))
        .contains("\"path\":\"shop=x%20y%253Az/")
        .contains("\"partitionValues\":{\"shop\":\"x y:z\"}");
    assertThat(table.snapshot().files()).containsExactly(file);
  }

  @Test
  void fileUriIsDecodedAndAPathIsNot() {
    DeltaTable byUri =
        DeltaTable.openOrCreate(lakehouse.resolve("a b").toUri().toString(), Ledgered.DEFINITION);

    assertThat(byUri.localRoot()).contains(lakehouse.resolve("a b").resolve("events"));
    assertThat(DeltaTable.openIfPresent(lakehouse.resolve("a%20b").toString(), Ledgered.DEFINITION))
        .isEmpty();
  }

  @Test
  void versionOutsideTheHistoryIsReported() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);

    assertProblem(Problem.VERSION_MISSING, () -> table.snapshotAt(7), "has no version 7");
    assertThat(table.snapshotAt(0).version()).isZero();
  }

  @Test
  void definitionAndRangesCanBeSentToWorkers() throws Exception {
    RangeAppend append =
        RangeAppend.of(
            OffsetRange.startingChain("t/0", -1, 4),
            List.of(
                DataFile.of("a=1/x", 10, 20, Rows.partition("a", null), 5, "{\"numRecords\":5}")));

    assertThat(copy(append)).isEqualTo(append);
    assertThat(copy(Ledgered.DEFINITION)).isEqualTo(Ledgered.DEFINITION);
    assertThat(copy(RowFilter.equalTo("a", 1).andLessThan("b", 2)))
        .isEqualTo(RowFilter.equalTo("a", 1).andLessThan("b", 2));
  }

  private static TableDefinition definition(String column, String comment) {
    return TableDefinition.builder("t")
        .column(Column.required(column, ColumnType.LONG, comment))
        .build();
  }

  private static Object copy(Object value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  private static Path logFile(DeltaTable table, long version) {
    return table
        .localRoot()
        .orElseThrow()
        .resolve("_delta_log")
        .resolve(String.format("%020d.json", version));
  }

  private static String log(DeltaTable table, long version) throws IOException {
    return Files.readString(logFile(table, version));
  }

  private static void assertProblem(Problem problem, ThrowingCallable call, String... messages) {
    assertThatThrownBy(call)
        .isInstanceOf(LakehouseException.class)
        .hasMessageContainingAll(messages)
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(problem);
  }
}
