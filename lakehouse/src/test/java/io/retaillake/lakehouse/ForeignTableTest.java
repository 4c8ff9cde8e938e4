package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.LakehouseException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that another engine has written to, made by rewriting the log of one of ours. */
class ForeignTableTest {
  @TempDir Path lakehouse;
  private DeltaTable table;

  @BeforeEach
  void createTable() {
    table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
  }

  @Test
  void newerProtocolIsRefused() throws IOException {
    rewrite(
        0,
        "\"minReaderVersion\":1,\"minWriterVersion\":2",
        "\"minReaderVersion\":9,\"minWriterVersion\":9");

    assertProblem(Problem.UNSUPPORTED_TABLE, this::open, "needs a Delta feature");
  }

  @Test
  void unknownTableFeatureIsRefused() throws IOException {
    rewrite(
        0,
        "\"minReaderVersion\":1,\"minWriterVersion\":2",
        "\"minReaderVersion\":3,\"minWriterVersion\":7,"
            + "\"readerFeatures\":[\"teleport\"],\"writerFeatures\":[\"teleport\"]");

    assertProblem(Problem.UNSUPPORTED_TABLE, this::open, "teleport");
  }

  @Test
  void columnMappingIsRefusedSinceOurFilesHaveTheColumnsOwnNames() throws IOException {
    rewrite(0, "\"delta.checkpointInterval\":\"50\"", "\"delta.columnMapping.mode\":\"name\"");
    rewrite(
        0,
        "\"minReaderVersion\":1,\"minWriterVersion\":2",
        "\"minReaderVersion\":2,\"minWriterVersion\":5");

    assertProblem(Problem.UNSUPPORTED_TABLE, this::open, "column mapping name");
  }

  @Test
  void rowsOfAFileWithoutStatisticsAreCountedByReadingIt() throws IOException {
    new LedgeredAppender(table).append(List.of(Ledgered.start(table, 0, -1, 6)));
    rewrite(1, "\"stats\":\"", "\"tags\":null,\"unknown\":\"");

    TableSnapshot snapshot = DeltaTable.open(lakehouse.toString(), Ledgered.DEFINITION).snapshot();

    assertThat(snapshot.files()).extracting(DataFile::statistics).containsExactly("");
    assertThat(snapshot.rowCount()).isEqualTo(7);
    List<Long> behind = new ArrayList<>();
    snapshot.scan(
        List.of("kafka_offset"),
        RowFilter.atLeast("kafka_offset", 5),
        row -> behind.add(row.getLong(0)));
    assertThat(behind).containsExactly(5L, 6L);
  }

  @Test
  void rangeOfAFileWithoutStatisticsIsCompletedAllTheSame() {
    LedgeredAppender appender = new LedgeredAppender(table);
    appender.append(List.of(Ledgered.start(table, 0, -1, 6)));
    DataFile described = Ledgered.file(table, 0, 4, 9);
    DataFile bare =
        DataFile.of(
            described.relativePath(),
            described.sizeBytes(),
            described.modificationMillis(),
            described.partitionValues(),
            described.rowCount(),
            "");

    AppendResult result =
        appender.append(
            List.of(RangeAppend.of(OffsetRange.of(Ledgered.ledgerId(0), 3, 9), List.of(bare))));

    assertThat(result.rows()).isEqualTo(3);
    assertThat(Ledgered.offsets(table, 0)).isEqualTo(Ledgered.upTo(9));
  }

  @Test
  void failureOfTheStorageIsReportedAndTheRangesCanComeAgain() throws IOException {
    LedgeredAppender appender = new LedgeredAppender(table);
    appender.append(List.of(Ledgered.start(table, 0, -1, 4)));
    List<RangeAppend> next = List.of(Ledgered.append(table, 0, 4, 9));
    Path log = table.localRoot().orElseThrow().resolve("_delta_log");
    Path aside = lakehouse.resolve("aside");
    Files.move(log, aside);
    Files.writeString(log, "in the way");

    assertThatThrownBy(() -> appender.append(next)).isInstanceOf(LakehouseException.class);

    Files.delete(log);
    Files.move(aside, log);
    assertThat(appender.append(next).rows()).isEqualTo(5);
    assertThat(appender.append(next).skipped()).hasSize(1);
    assertThat(Ledgered.offsets(table, 0)).isEqualTo(Ledgered.upTo(9));
  }

  private void open() {
    DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
  }

  private void rewrite(long version, String from, String to) throws IOException {
    Path file =
        table
            .localRoot()
            .orElseThrow()
            .resolve("_delta_log")
            .resolve(String.format("%020d.json", version));
    String log = Files.readString(file);
    assertThat(log).contains(from);
    Files.writeString(file, log.replace(from, to));
  }

  private static void assertProblem(Problem problem, ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(LakehouseException.class)
        .hasMessageContaining(message)
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(problem);
  }
}
