package io.retaillake.pipelines.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LakehouseException;
import io.retaillake.lakehouse.LakehouseException.Problem;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableOptimizer;
import io.retaillake.lakehouse.TableRestorer;
import io.retaillake.lakehouse.TableVacuum;
import io.retaillake.transforms.delta.DeltaIO;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our tables and other engines, both ways: delta-rs and DuckDB read what we maintain, we go on
 * after what delta-rs did, and tables made elsewhere are read right or refused. The cases and their
 * outcome are listed in docs/delta-compatibility.md.
 */
class OtherEnginesIT {
  private final DeltaRs deltaRs = DeltaRs.open();

  @TempDir Path folder;

  @Test
  void othersSeeTheSameRowsNowAndInThePastBeforeAndAfterOptimizeAndRestore() throws Exception {
    Shared shared = new Shared(folder);
    shared.append(30, 10);
    Thread.sleep(20);
    Instant past = Instant.now();
    Thread.sleep(20);
    // Over a checkpoint of the log, which is written every 50 commits.
    shared.append(25, 10);
    String latest = deltaRs.digest(shared.root());
    String atVersion = deltaRs.digest(shared.root(), 30);
    String atTime = deltaRs.digest(shared.root(), past);

    TableOptimizer.of(shared.table()).zOrderedBy("user_id", "event_ts").run(rows -> {});

    assertThat(deltaRs.digest(shared.root())).isEqualTo(latest);
    assertThat(deltaRs.digest(shared.root(), 30)).isEqualTo(atVersion).isEqualTo(atTime);
    assertThat(deltaRs.digest(shared.root(), past)).isEqualTo(atTime).isNotEqualTo(latest);
    assertThat(shared.table().snapshotAt(past).version()).isEqualTo(30);
    assertThat(shared.table().snapshotAt(past).rowCount()).isEqualTo(300);

    new TableRestorer(shared.table()).restore(30, true);

    assertThat(deltaRs.digest(shared.root())).isEqualTo(atVersion);
    TableFacts facts = deltaRs.read(shared.root(), Shared.LEDGER_ID);
    assertThat(facts.rows()).isEqualTo(300).isEqualTo(shared.rows());
    assertThat(facts.ledger().get(Shared.LEDGER_ID)).hasValue(299);

    TableVacuum.of(shared.table())
        .withRetention(Duration.ZERO, true)
        .withUncommittedGrace(Duration.ZERO)
        .withClock(InstantSource.fixed(Instant.now().plusSeconds(5)))
        .run(files -> {});
    assertThat(deltaRs.digest(shared.root())).isEqualTo(atVersion);
  }

  @Test
  void weGoOnAfterWhateverDeltaRsDoesToOurTable() {
    Shared shared = new Shared(folder);
    shared.append(4, 25);

    deltaRs.change(shared.root(), "append", "1000", "1019");
    assertThat(shared.rows()).isEqualTo(120);
    agree(shared);

    deltaRs.change(shared.root(), "delete", "kafka_offset < 10");
    assertThat(shared.rows()).isEqualTo(110);
    shared.append(1, 25);
    agree(shared);

    deltaRs.change(shared.root(), "merge", "1010", "1029");
    assertThat(shared.rows()).isEqualTo(145);
    agree(shared);

    // Files of both engines, whose physical types differ, in one.
    TableOptimizer.of(shared.table()).zOrderedBy("user_id", "event_ts").run(rows -> {});
    assertThat(shared.rows()).isEqualTo(145);
    assertThat(shared.table().snapshot().files()).hasSize(2);
    agree(shared);

    shared.append(3, 10);
    deltaRs.change(shared.root(), "optimize");
    shared.append(3, 10);
    deltaRs.change(shared.root(), "zorder");
    assertThat(shared.rows()).isEqualTo(205);
    agree(shared);

    deltaRs.change(shared.root(), "checkpoint");
    deltaRs.change(shared.root(), "vacuum");
    shared.append(2, 10);
    assertThat(shared.rows()).isEqualTo(225);
    assertThat(shared.table().snapshot().ledger(Shared.LEDGER_ID)).hasValue(204);
    agree(shared);
    // Vacuum's files are gone, and a restore to before says so.
    assertThatThrownBy(() -> new TableRestorer(shared.table()).restore(3, true))
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(Problem.VERSION_MISSING);
  }

  @Test
  void tablesMadeElsewhereAreReadRightOrRefused() {
    deltaRs.makeForeignTables(folder);
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 10; n++) {
      all.add(n + ":n" + n);
    }
    List<String> withoutDeleted =
        all.stream().filter(row -> !row.startsWith("3:") && !row.startsWith("7:")).toList();

    assertRead("deletion_vector", withoutDeleted);
    assertRead("checkpoint_v2", all);
    assertRefused("column_mapping", "column mapping name");
    assertRefused("newer_protocol", "Delta feature that is not supported");
    assertRefused("unknown_feature", "teleport");
  }

  @Test
  void partitionValuesKeepTheirSpecialCharactersAndNulls() {
    deltaRs.makeForeignTables(folder);

    // Delta has no empty partition value: it is null, by its protocol.
    assertRead(
        "special_values",
        List.of(
            "0:a/b", "1:c=d", "2:e f", "3:ü%20", "4:#?:", "5:null", "6:null", "7:日本", "8:'\"",
            "9:x\\y"),
        "name");
  }

  @Test
  void fileWithADeletionVectorIsOptimizedToTheRowsThatItHas() {
    deltaRs.makeForeignTables(folder);
    DeltaTable table = DeltaTable.discover(folder.toString(), "deletion_vector");

    TableOptimizer.of(table).run(rows -> {});

    assertThat(table.snapshot().rowCount()).isEqualTo(8);
    assertThat(table.snapshot().files()).extracting(file -> file.rowCount()).containsExactly(8L);
  }

  private void agree(Shared shared) {
    TableFacts facts = deltaRs.read(shared.root());
    assertThat(facts.rows()).isEqualTo(shared.rows());
    assertThat(facts.sums().get("revenue")).isEqualByComparingTo(shared.revenue());
    assertThat(facts.files()).isEqualTo(shared.table().snapshot().files().size());
    assertThat(BigDecimal.valueOf(facts.version()))
        .isEqualTo(BigDecimal.valueOf(shared.table().snapshot().version()));
  }

  private void assertRead(String table, List<String> rows, String... partitionedBy) {
    Pipeline pipeline = Pipeline.create();
    PAssert.that(
            pipeline
                .apply(
                    "Read", DeltaIO.read(definition(table, partitionedBy)).from(folder.toString()))
                .apply(
                    "AsText",
                    MapElements.into(TypeDescriptors.strings())
                        .via(row -> row.getInt64("n") + ":" + row.getString("name"))))
        .containsInAnyOrder(rows);
    pipeline.run().waitUntilFinish();
  }

  private void assertRefused(String table, String why) {
    assertThatThrownBy(() -> DeltaTable.open(folder.toString(), definition(table)))
        .isInstanceOf(LakehouseException.class)
        .hasMessageContaining(why)
        .asInstanceOf(type(LakehouseException.class))
        .extracting(LakehouseException::problem)
        .isEqualTo(Problem.UNSUPPORTED_TABLE);
  }

  private static TableDefinition definition(String table, String... partitionedBy) {
    return TableDefinition.builder(table)
        .column(Column.optional("n", ColumnType.LONG, ""))
        .column(Column.optional("name", ColumnType.STRING, ""))
        .partitionedBy(partitionedBy)
        .build();
  }
}
