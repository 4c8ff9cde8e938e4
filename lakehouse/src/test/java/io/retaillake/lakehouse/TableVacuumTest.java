package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.LakehouseException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableVacuumTest {
  @TempDir Path lakehouse;
  private DeltaTable table;
  private Purchases purchases;
  private Map<Long, String> rows;

  /** Versions 1 to 4 append a file each, version 5 has one file in their place. */
  @BeforeEach
  void compacted() throws Exception {
    table = DeltaTable.openOrCreate(lakehouse.toString(), Purchases.DEFINITION);
    purchases = new Purchases(table, 3);
    for (int i = 0; i < 4; i++) {
      purchases.append(20, "a/ü=b");
    }
    rows = Purchases.rows(table.snapshot());
    TableOptimizer.of(table).run(done -> {});
  }

  @Test
  void nothingWithinTheRetentionIsDeleted() {
    Vacuumed done = TableVacuum.of(table).run(files -> {});

    assertThat(done.files()).isZero();
    assertThat(done.logFiles()).isZero();
    assertThat(parquetFiles()).isEqualTo(5);
    assertThat(Purchases.rows(table.snapshotAt(4))).isEqualTo(rows);
  }

  @Test
  void whatWasRemovedBeforeTheRetentionIsDeletedAndTheHistoryBeginsAfterIt() {
    Vacuumed plan = in(Duration.ofDays(31)).plan();
    Vacuumed done = in(Duration.ofDays(31)).run(files -> {});

    assertThat(plan.files()).isEqualTo(4);
    assertThat(done.files()).isEqualTo(4);
    assertThat(done.bytes()).isEqualTo(plan.bytes()).isPositive();
    assertThat(done.keptFiles()).isEqualTo(1);
    assertThat(parquetFiles()).isEqualTo(1);
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(rows);
    assertThatThrownBy(() -> table.snapshotAt(4))
        .hasMessageContaining("holds the versions 5 (")
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(Problem.VERSION_MISSING);
  }

  @Test
  void planDeletesNothing() {
    in(Duration.ofDays(31)).plan();

    assertThat(parquetFiles()).isEqualTo(5);
    assertThat(Purchases.rows(table.snapshotAt(4))).isEqualTo(rows);
  }

  @Test
  void shorterRetentionHasToBeForced() {
    assertThatThrownBy(() -> TableVacuum.of(table).withRetention(Duration.ofDays(29), false))
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(Problem.REFUSED);

    assertThat(force(Duration.ZERO).run(files -> {}).files()).isEqualTo(4);
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(rows);
  }

  @Test
  void fileThatNoVersionNamesIsKeptUntilItsWriterMustHaveCommittedIt() throws Exception {
    DataFile uncommitted = Rows.file(table, Rows.partition("month", "x"), "n", 7_000L);

    Vacuumed early = force(Duration.ZERO).run(files -> {});
    new RowAppender(table).append(List.of(uncommitted));
    assertThat(early.uncommittedKept()).isEqualTo(1);
    assertThat(Purchases.rows(table.snapshot())).hasSize(rows.size() + 1);

    Rows.file(table, Rows.partition("month", "x"), "n", 8_000L);
    Vacuumed late =
        force(Duration.ZERO)
            .withClock(InstantSource.fixed(Instant.now().plus(Duration.ofHours(2))))
            .run(files -> {});
    assertThat(late.files()).isEqualTo(1);
    assertThat(Purchases.rows(table.snapshot())).hasSize(rows.size() + 1);
  }

  @Test
  void appenderThatRanBeforeGoesOnAfterAVacuumOfTheWholeLog() throws Exception {
    force(Duration.ZERO).run(files -> {});
    for (int i = 0; i < 60; i++) {
      purchases.append(1, "later");
    }

    assertThat(Purchases.rows(table.snapshot())).containsAllEntriesOf(rows).hasSize(140);
    assertThat(DeltaTable.discover(lakehouse.toString(), "purchases").snapshot().rowCount())
        .isEqualTo(140);
  }

  @Test
  void temporaryAndHiddenFilesAreLeftAlone() throws Exception {
    Path root = table.localRoot().orElseThrow();
    Path hidden = Files.writeString(root.resolve(".hidden"), "");
    Path folder = Files.createDirectories(root.resolve("_temporary"));
    Files.writeString(folder.resolve("file"), "");

    in(Duration.ofDays(400)).run(files -> {});

    assertThat(hidden).exists();
    assertThat(folder.resolve("file")).exists();
  }

  private TableVacuum in(Duration future) {
    return TableVacuum.of(table).withClock(InstantSource.fixed(Instant.now().plus(future)));
  }

  private TableVacuum force(Duration retention) {
    // A moment later, as what was removed in this very millisecond is not older than it.
    return TableVacuum.of(table)
        .withRetention(retention, true)
        .withClock(InstantSource.fixed(Instant.now().plusSeconds(1)));
  }

  private long parquetFiles() {
    Path root = table.localRoot().orElseThrow();
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.startsWith(root.resolve("_delta_log")))
          .count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
