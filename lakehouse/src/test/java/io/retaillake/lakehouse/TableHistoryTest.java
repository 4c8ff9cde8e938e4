package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.LakehouseException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableHistoryTest {
  private static final Instant CREATED = Instant.parse("2025-03-01T12:00:00Z");

  @TempDir Path lakehouse;
  private DeltaTable table;

  /** Version v is of v hours after the table was created, and holds 10 v rows. */
  @BeforeEach
  void commitAnHourApart() throws IOException {
    table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
    LedgeredAppender appender = new LedgeredAppender(table);
    appender.append(List.of(Ledgered.start(table, 0, -1, 9)));
    appender.append(List.of(Ledgered.append(table, 0, 9, 19)));
    appender.append(List.of(Ledgered.append(table, 0, 19, 29)));
    for (int version = 0; version <= 3; version++) {
      Files.setLastModifiedTime(
          commit(version), FileTime.from(CREATED.plusSeconds(3600L * version)));
    }
  }

  @Test
  void historyTellsEveryCommitTheLatestFirst() {
    List<TableVersion> history = table.history();

    assertThat(history).extracting(TableVersion::version).containsExactly(3L, 2L, 1L, 0L);
    assertThat(history)
        .extracting(TableVersion::operation)
        .containsExactly(
            "STREAMING UPDATE", "STREAMING UPDATE", "STREAMING UPDATE", "CREATE TABLE");
    assertThat(history).extracting(TableVersion::addedRows).containsExactly(10L, 10L, 10L, 0L);
    assertThat(history).extracting(TableVersion::addedFiles).containsExactly(1L, 1L, 1L, 0L);
    assertThat(history.get(0).timestamp()).isEqualTo(CREATED.plusSeconds(3 * 3600));
    assertThat(history.get(0).engine()).contains("retail-lakehouse");
  }

  @Test
  void versionOfATimeIsTheLatestCommittedByThen() {
    assertThat(table.snapshotAt(CREATED).version()).isEqualTo(0);
    assertThat(table.snapshotAt(CREATED.plusSeconds(3599)).version()).isEqualTo(0);
    assertThat(table.snapshotAt(CREATED.plusSeconds(3600)).version()).isEqualTo(1);
    assertThat(table.snapshotAt(CREATED.plusSeconds(8000)).rowCount()).isEqualTo(20);
    assertThat(table.snapshotAt(Instant.now()).version()).isEqualTo(3);
  }

  @Test
  void versionOrTimeOutsideTheHistoryIsAnErrorThatSaysWhatThereIs() {
    String range = "holds the versions 0 (2025-03-01T12:00:00Z) to 3 (2025-03-01T15:00:00Z)";

    assertMissing(() -> table.snapshotAt(4), "has no version 4", range);
    assertMissing(() -> table.snapshotAt(-1), "has no version -1", range);
    assertMissing(() -> table.snapshotAt(CREATED.minusSeconds(1)), "2025-03-01T11:59:59Z", range);
    assertMissing(
        () -> table.snapshotAt(Instant.parse("2999-01-01T00:00:00Z")), "2999-01-01", range);
  }

  @Test
  void versionsWhoseCommitsWereCleanedUpAreOutsideTheHistory() throws IOException {
    LedgeredAppender appender = new LedgeredAppender(table);
    for (int i = 3; i < 51; i++) {
      appender.append(List.of(Ledgered.append(table, 0, i * 10 - 1, i * 10 + 9)));
    }
    for (int version = 0; version < 50; version++) {
      Files.delete(commit(version));
    }

    assertMissing(() -> table.snapshotAt(49), "has no version 49", "holds the versions 50 (");
    assertThat(table.snapshotAt(50).rowCount()).isEqualTo(500);
    assertThat(table.history()).extracting(TableVersion::version).containsExactly(51L, 50L);
  }

  @Test
  void tableIsDiscoveredWithTheDefinitionInItsLog() {
    DeltaTable discovered = DeltaTable.discover(lakehouse.toString(), "events");

    assertThat(DeltaTable.namesIn(lakehouse.toString())).containsExactly("events");
    assertThat(discovered.definition().columns()).isEqualTo(Ledgered.DEFINITION.columns());
    assertThat(discovered.definition().partitionColumns()).containsExactly("event_year");
    assertThat(discovered.definition().offsetColumn()).isEmpty();
    assertThat(discovered.snapshot().rowCount()).isEqualTo(30);
  }

  @Test
  void whatIsNoTableIsNotDiscovered() throws IOException {
    Files.createDirectory(lakehouse.resolve("folder"));
    Files.writeString(lakehouse.resolve("file"), "");

    assertProblem(Problem.NOT_A_TABLE, () -> discover("folder"));
    assertProblem(Problem.NOT_A_TABLE, () -> discover("file"));
    assertProblem(Problem.TABLE_MISSING, () -> discover("nothing"));
    assertProblem(
        Problem.TABLE_MISSING, () -> DeltaTable.namesIn(lakehouse.resolve("none").toString()));
    assertThat(DeltaTable.namesIn(lakehouse.toString())).containsExactly("events");
  }

  @Test
  void descriptionTellsFilesRowsAndLedger() {
    TableDescription description = table.snapshot().describe();

    assertThat(description.version()).isEqualTo(3);
    assertThat(description.rows()).isEqualTo(30);
    assertThat(description.files()).isEqualTo(3);
    assertThat(description.partitions()).isEqualTo(1);
    assertThat(description.minReaderVersion()).isEqualTo(1);
    assertThat(description.ledgers()).isEqualTo(Map.of("retail-events/0", 29L));
    assertThat(description.bytes())
        .isBetween(3 * description.smallestFileBytes(), 3 * description.largestFileBytes());
  }

  @Test
  void clusteringCountsTheFilesThatAPredicateOpens() throws IOException {
    TableDefinition visits =
        TableDefinition.builder("visits")
            .column(Column.optional("user_id", ColumnType.STRING, "Who"))
            .build();
    DeltaTable delta = DeltaTable.openOrCreate(lakehouse.toString(), visits);
    new RowAppender(delta)
        .append(
            List.of(
                Rows.file(delta, Map.of(), "user_id", "a", "c"),
                Rows.file(delta, Map.of(), "user_id", "b", "d"),
                Rows.file(delta, Map.of(), "user_id", "x", null)));

    Clustering clustering = Clustering.sample(delta, delta.snapshot(), "user_id");

    // a and x lie in one file's range, d in one, b and c in two.
    assertThat(clustering.files()).isEqualTo(3);
    assertThat(clustering.values()).isEqualTo(5);
    assertThat(clustering.meanOpened()).isEqualTo(1.4);
    assertThat(clustering.medianOpened()).isEqualTo(1);
    assertThat(clustering.mostOpened()).isEqualTo(2);
    assertThat(clustering.meanBytesOpened()).isLessThan(clustering.bytes());
  }

  @Test
  void clusteringOfAColumnWithoutTextIsRefused() {
    assertThatThrownBy(() -> Clustering.sample(table, table.snapshot(), "kafka_offset"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no STRING column");
  }

  private DeltaTable discover(String name) {
    return DeltaTable.discover(lakehouse.toString(), name);
  }

  private Path commit(int version) {
    return table
        .localRoot()
        .orElseThrow()
        .resolve("_delta_log")
        .resolve(String.format("%020d.json", version));
  }

  private static void assertMissing(ThrowingCallable call, String... messages) {
    assertProblem(Problem.VERSION_MISSING, call);
    assertThatThrownBy(call).hasMessageContainingAll(messages);
  }

  private static void assertProblem(Problem problem, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(problem);
  }
}
