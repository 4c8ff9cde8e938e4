package io.retaillake.pipelines.maintain;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.MaintenanceLock;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.TableDefinition;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintainTest {
  private static final TableDefinition VISITS =
      TableDefinition.builder("visits")
          .comment("Who came")
          .column(Column.required("user_id", ColumnType.STRING, "Who"))
          .build();

  @TempDir Path lakehouse;

  @BeforeEach
  void twoCommits() {
    DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), VISITS);
    for (String user : List.of("ann", "ben")) {
      try (DataFileSink sink = new DataFileSink(table, "visits")) {
        GenericRecord row = new GenericData.Record(VISITS.fileSchema());
        row.put("user_id", user);
        sink.write(row, List.of());
        new RowAppender(table).append(sink.finish());
      }
    }
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command :
        List.of(
            "describe",
            "history",
            "snapshot",
            "optimize",
            "vacuum",
            "restore",
            "reconcile",
            "forget",
            "prune-windows")) {
      Run run = Run.maintain(command, "--help");

      assertThat(run.exitCode()).as(command).isZero();
      assertThat(run.output()).as(command).startsWith("Usage: maintain " + command);
    }
  }

  @Test
  void withoutACommandItSaysWhichThereAre() {
    Run run = Run.maintain();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("describe", "history", "snapshot");
  }

  @Test
  void describeTellsWhatThereIsAndHowManyFilesAUserOpens() {
    Run run = Run.maintain("describe", "--lakehouse=" + lakehouse);

    assertThat(run.exitCode()).isZero();
    assertThat(run.output())
        .contains("visits", "Who came", "2 rows in 2 files")
        .contains("a predicate on one user_id opens 1.0 of 2 files");
  }

  @Test
  void historyListsTheCommits() {
    Run run = Run.maintain("history", "--lakehouse=" + lakehouse, "--table=visits", "--limit=2");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("2  ", "WRITE", "1 older ones").doesNotContain("CREATE");
  }

  @Test
  void snapshotTellsWhatAVersionHeld() {
    Run run =
        Run.maintain(
            "snapshot", "--lakehouse=" + lakehouse, "--table=visits", "--version=1", "--files");

    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).contains("visits at version 1", "1 rows in 1 files", ".parquet");
  }

  @Test
  void optimizeSaysWhatItWouldDoAndThenDoesItOnce() {
    Run dry = Run.maintain("optimize", "--lakehouse=" + lakehouse, "--dryRun");
    Run real = Run.maintain("optimize", "--lakehouse=" + lakehouse, "--zOrderBy=user_id");
    Run again = Run.maintain("optimize", "--lakehouse=" + lakehouse, "--zOrderBy=user_id");

    assertThat(dry.output()).contains("would rewrite 1 partitions: 2 files, 2 rows");
    assertThat(real.exitCode()).isZero();
    assertThat(real.output()).contains("1 partitions rewritten: 2 files to 1, 2 rows");
    assertThat(again.output()).contains("nothing to rewrite");
  }

  @Test
  void whatCannotBeOptimizedSoIsWrongUsage() {
    assertThat(
            Run.maintain("optimize", "--lakehouse=" + lakehouse, "--zOrderBy=nothing").exitCode())
        .isEqualTo(2);
    assertThat(
            Run.maintain("optimize", "--lakehouse=" + lakehouse, "--targetFileSize=big").exitCode())
        .isEqualTo(2);
  }

  @Test
  void secondMaintenanceAtOnceIsAnErrorThatNamesTheFirst() {
    try (MaintenanceLock held = MaintenanceLock.take(lakehouse.toString(), "vacuum")) {
      Run run = Run.maintain("optimize", "--lakehouse=" + lakehouse);

      assertThat(run.exitCode()).isEqualTo(4);
      assertThat(run.output()).contains("Another maintenance", "It is vacuum in process");
    }
  }

  @Test
  void vacuumKeepsThirtyDaysUnlessForced() {
    Run.maintain("optimize", "--lakehouse=" + lakehouse);

    Run refused = Run.maintain("vacuum", "--lakehouse=" + lakehouse, "--retention=1d");
    Run nothing = Run.maintain("vacuum", "--lakehouse=" + lakehouse);
    Run forced = Run.maintain("vacuum", "--lakehouse=" + lakehouse, "--retention=0s", "--force");

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(refused.output()).contains("removed less than 30 days ago", "force it");
    assertThat(nothing.output()).contains("deleted 0 files");
    assertThat(forced.exitCode()).isZero();
    assertThat(forced.output()).contains("deleted 2 files");
  }

  @Test
  void restoreBringsAVersionBack() {
    String where = "--lakehouse=" + lakehouse;

    Run dry = Run.maintain("restore", where, "--table=visits", "--version=1", "--dryRun");
    Run done = Run.maintain("restore", where, "--table=visits", "--version=1");
    Run wrong = Run.maintain("restore", where, "--table=visits", "--version=77");

    assertThat(dry.output()).contains("would be as at version 1", "1 rows instead of 2");
    assertThat(done.output()).contains("is as at version 1: 0 files put back, 1 taken out");
    assertThat(wrong.exitCode()).isEqualTo(4);
    assertThat(DeltaTable.open(lakehouse.toString(), VISITS).snapshot().rowCount()).isEqualTo(1);
  }

  @Test
  void versionOrTimeOutsideTheHistoryIsAnErrorThatSaysWhatThereIs() {
    Run version =
        Run.maintain("snapshot", "--lakehouse=" + lakehouse, "--table=visits", "--version=9");
    Run time =
        Run.maintain(
            "snapshot", "--lakehouse=" + lakehouse, "--table=visits", "--timestamp=2020-01-01");

    assertThat(version.exitCode()).isEqualTo(4);
    assertThat(version.output()).contains("has no version 9", "holds the versions 0 (", "to 2 (");
    assertThat(time.exitCode()).isEqualTo(4);
    assertThat(time.output()).contains("2020-01-01T00:00:00Z", "holds the versions 0 (");
  }

  @Test
  void versionAndTimeAtOnceOrNeitherIsWrongUsage() {
    String[] neither = {"snapshot", "--lakehouse=" + lakehouse, "--table=visits"};
    String[] both = {"snapshot", "--table=visits", "--version=1", "--timestamp=2020-01-01"};
    String[] noTime = {"snapshot", "--table=visits", "--timestamp=noon"};

    assertThat(Run.maintain(neither).exitCode()).isEqualTo(2);
    assertThat(Run.maintain(both).exitCode()).isEqualTo(2);
    assertThat(Run.maintain("--lakehouse=x").exitCode()).isEqualTo(2);
    assertThat(Run.maintain(noTime[0], "--lakehouse=" + lakehouse, noTime[1], noTime[2]).exitCode())
        .isEqualTo(2);
  }

  @Test
  void whatIsNoTableIsAnError() {
    Run run = Run.maintain("history", "--lakehouse=" + lakehouse, "--table=nothing");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.output()).contains("There is no table at", "what to do");
  }
}
