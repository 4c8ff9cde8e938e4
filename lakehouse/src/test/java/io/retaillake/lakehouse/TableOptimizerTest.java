package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.LakehouseException.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableOptimizerTest {
  private static final int FILES_A_MONTH = 6;
  private static final int ROWS_A_FILE = 400;

  @TempDir Path lakehouse;
  private DeltaTable table;
  private Purchases purchases;
  private Map<Long, String> rows;

  @BeforeEach
  void manySmallFiles() throws Exception {
    table = DeltaTable.openOrCreate(lakehouse.toString(), Purchases.DEFINITION);
    purchases = new Purchases(table, 7);
    for (int i = 0; i < FILES_A_MONTH; i++) {
      purchases.append(ROWS_A_FILE, "2025-01", "2025-02", null);
    }
    rows = Purchases.rows(table.snapshot());
  }

  @Test
  void compactionLeavesTheSameRowsInOneFileAPartition() {
    Optimized done = TableOptimizer.of(table).run(rows -> {});

    assertThat(done.partitions()).isEqualTo(3);
    assertThat(done.filesBefore()).isEqualTo(3 * FILES_A_MONTH);
    assertThat(done.filesAfter()).isEqualTo(3);
    assertThat(done.rowsBefore()).isEqualTo(done.rowsAfter()).isEqualTo(rows.size());
    assertThat(done.bytesAfter()).isLessThan(done.bytesBefore());
    assertThat(table.snapshot().files()).hasSize(3);
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(rows);
  }

  @Test
  void filesAlongACurveAreToldApartByEachOfItsColumns() {
    Clustering before = Clustering.sample(table, table.snapshot(), "user_id");

    Optimized done = ordered().run(rows -> {});

    Clustering after = Clustering.sample(table, table.snapshot(), "user_id");
    assertThat(Purchases.rows(table.snapshot())).isEqualTo(rows);
    assertThat(done.filesAfter()).isBetween(15L, 40L);
    assertThat(before.meanOpened()).isGreaterThan(0.95 * before.files());
    assertThat(after.meanOpened() / after.files()).isLessThan(0.45);
    long middle = 1_700_500_000_000_000L;
    RowFilter hour =
        RowFilter.atLeast("event_ts", middle).andLessThan("event_ts", middle + 3_600_000_000L);
    assertThat(table.snapshot().files(hour).size()).isLessThan(after.files() * 3 / 4);
  }

  @Test
  void whatDoesNotFitIntoTheMemoryIsSortedByPartsToTheSameFiles() throws Exception {
    ordered().withMemoryBytes(2 << 20).withThreads(1).run(rows -> {});
    List<String> statistics = statistics(table);

    DeltaTable other = DeltaTable.openOrCreate(lakehouse + "/other", Purchases.DEFINITION);
    Purchases same = new Purchases(other, 7);
    for (int i = 0; i < FILES_A_MONTH; i++) {
      same.append(ROWS_A_FILE, "2025-01", "2025-02", null);
    }
    ordered(other).withMemoryBytes(50_000).withThreads(1).run(rows -> {});

    assertThat(statistics(other)).isEqualTo(statistics);
    assertThat(Purchases.rows(other.snapshot())).isEqualTo(rows);
    assertThat(leftovers(other)).isEmpty();
  }

  @Test
  void secondRunHasNothingToDoUntilRowsCome() throws Exception {
    ordered().run(rows -> {});
    long version = table.snapshot().version();

    assertThat(ordered().plan()).isEqualTo(Optimized.NOTHING);
    assertThat(ordered().run(rows -> {})).isEqualTo(Optimized.NOTHING);
    assertThat(table.snapshot().version()).isEqualTo(version);

    purchases.append(10, "2025-02");
    assertThat(ordered().plan().partitions()).isEqualTo(1);
    assertThat(ordered().run(rows -> {}).rowsAfter()).isEqualTo(FILES_A_MONTH * ROWS_A_FILE + 10);
  }

  @Test
  void planChangesNothing() {
    long version = table.snapshot().version();

    Optimized plan = ordered().plan();

    assertThat(plan.filesBefore()).isEqualTo(3 * FILES_A_MONTH);
    assertThat(plan.filesAfter()).isZero();
    assertThat(table.snapshot().version()).isEqualTo(version);
    assertThat(leftovers(table)).isEmpty();
  }

  @Test
  void commitsSayThatNoRowChangedAndHistorySaysOptimize() throws Exception {
    TableOptimizer.of(table).run(rows -> {});

    TableVersion last = table.history().get(0);
    String log =
        Files.readString(
            table
                .localRoot()
                .orElseThrow()
                .resolve(String.format("_delta_log/%020d.json", last.version())));
    assertThat(last.operation()).isEqualTo("OPTIMIZE");
    assertThat(log).contains("\"dataChange\":false").doesNotContain("\"dataChange\":true");
  }

  @Test
  void appendsThatComeMeanwhileStay() throws Exception {
    List<Long> appended = new ArrayList<>();
    TableOptimizer.of(table)
        .withThreads(1)
        .run(
            done -> {
              try {
                purchases.append(5, "2025-01");
                appended.add(done);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });

    assertThat(appended).isNotEmpty();
    assertThat(Purchases.rows(table.snapshot()))
        .containsAllEntriesOf(rows)
        .hasSize(rows.size() + 5 * appended.size());
  }

  @Test
  void partitionThatAnotherDeletedFromMeanwhileIsLeftAsTheOtherMadeIt() {
    List<Long> replaced = new ArrayList<>();
    Optimized done =
        TableOptimizer.of(table)
            .withThreads(1)
            .run(
                written -> {
                  if (replaced.isEmpty()) {
                    replaced.add(new TableReplacer(table).replace(List.of()));
                  }
                });

    assertThat(done.partitionsLeft()).isPositive();
    assertThat(table.snapshot().rowCount()).isLessThan(rows.size());
    assertThat(leftovers(table)).isEmpty();
  }

  @Test
  void fileThatIsNotWhatTheLogSaysIsAnErrorAndNothingIsCommitted() throws Exception {
    List<DataFile> files = table.snapshot().files();
    DataFile changed = files.get(0);
    DataFile shorter = Rows.file(table, changed.partitionValues(), "n", 1L, 2L, 3L);
    Path root = table.localRoot().orElseThrow();
    Files.copy(
        root.resolve(shorter.relativePath()),
        root.resolve(changed.relativePath()),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    long version = table.snapshot().version();

    assertThatThrownBy(() -> TableOptimizer.of(table).withThreads(1).run(rows -> {}))
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(Problem.READ_FAILED);
    assertThat(table.history().stream().filter(v -> v.version() > version))
        .allMatch(v -> v.operation().equals("OPTIMIZE"));
  }

  @Test
  void columnsThatGiveNoOrderAreRefused() {
    TableOptimizer optimizer = TableOptimizer.of(table);

    assertThatThrownBy(() -> optimizer.zOrderedBy("raw")).hasMessageContaining("without order");
    assertThatThrownBy(() -> optimizer.zOrderedBy("month")).hasMessageContaining("partition");
    assertThatThrownBy(() -> optimizer.zOrderedBy("none")).hasMessageContaining("no column");
    assertThatThrownBy(() -> optimizer.zOrderedBy("n", "n")).hasMessageContaining("different");
  }

  @Test
  void onlyOneMaintenanceRunsAtATime() {
    try (MaintenanceLock held = MaintenanceLock.take(lakehouse.toString(), "a test")) {
      assertThatThrownBy(() -> MaintenanceLock.take(lakehouse.toString(), "another"))
          .isInstanceOf(LakehouseException.class)
          .hasMessageContaining("a test in process");
    }
    MaintenanceLock.take(lakehouse.toString(), "another").close();
  }

  private TableOptimizer ordered() {
    return ordered(table);
  }

  private static TableOptimizer ordered(DeltaTable table) {
    return TableOptimizer.of(table).zOrderedBy("user_id", "event_ts").withTargetFileBytes(12_000);
  }

  private static List<String> statistics(DeltaTable table) {
    return table.snapshot().files().stream().map(DataFile::statistics).sorted().toList();
  }

  /** Files in the table's folder that its latest version does not name, and no earlier one. */
  private static List<Path> leftovers(DeltaTable table) {
    Path root = table.localRoot().orElseThrow();
    List<String> named = new ArrayList<>();
    for (long version = 0; version <= table.snapshot().version(); version++) {
      table.snapshotAt(version).files().forEach(file -> named.add(file.relativePath()));
    }
    try (var files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(root.resolve("_delta_log")))
          .filter(file -> !named.contains(root.relativize(file).toString()))
          .toList();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
