package io.retaillake.transforms.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.Visits.Batch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What appends leave in a table, as a scan of it tells. */
class DeltaIOAppendTest {

  private static final TableDefinition NAMES =
      TableDefinition.builder("names")
          .column(Column.required("name", ColumnType.STRING, "A name"))
          .build();

  private final Pipeline pipeline = Pipeline.create();

  @TempDir private Path folder;

  @Test
  void rangesAreAppendedWithTheLedgerOfTheirPartition() {
    append(pipeline.apply(batches(Batch.starting(-1, 4, 0L, 2L, 3L), Batch.of(4, 6, 5L))));
    pipeline.run().waitUntilFinish();

    assertThat(Visits.offsetsIn(lakehouse())).containsExactly(0L, 2L, 3L, 5L);
    assertThat(ledger()).isEqualTo(6);
  }

  @Test
  void rangeWithoutRowsMovesTheLedger() {
    append(pipeline.apply(batches(Batch.starting(-1, 4, 0L), Batch.of(4, 9))));
    pipeline.run().waitUntilFinish();

    assertThat(Visits.offsetsIn(lakehouse())).containsExactly(0L);
    assertThat(ledger()).isEqualTo(9);
  }

  @Test
  void repetitionOfTheSameElementsChangesNothing() {
    append(pipeline.apply(batches(Batch.starting(-1, 2, 0L, 1L, 2L), Batch.of(2, 4, 3L, 4L))));
    pipeline.run().waitUntilFinish();
    long version = DeltaTable.open(lakehouse(), Visits.TABLE).snapshot().version();
    Pipeline again = Pipeline.create();
    append(
        again.apply(
            batches(
                Batch.starting(-1, 2, 0L, 1L, 2L),
                Batch.of(2, 4, 3L, 4L),
                Batch.of(2, 4, 3L, 4L))));
    again.run().waitUntilFinish();

    assertThat(Visits.offsetsIn(lakehouse())).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(DeltaTable.open(lakehouse(), Visits.TABLE).snapshot().version()).isEqualTo(version);
  }

  @Test
  void replayInAnotherCutBringsOnlyWhatIsMissing() {
    append(pipeline.apply(batches(Batch.starting(-1, 2, 0L, 1L, 2L))));
    pipeline.run().waitUntilFinish();
    Pipeline again = Pipeline.create();
    append(again.apply(batches(Batch.starting(0, 3, 1L, 2L, 3L), Batch.of(3, 7, 4L, 5L, 6L, 7L))));
    again.run().waitUntilFinish();

    assertThat(Visits.offsetsIn(lakehouse())).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  void rangeAheadOfItsPredecessorWaitsForIt() {
    append(
        pipeline.apply(
            TestStream.create(SerializableCoder.of(Batch.class))
                .addElements(Batch.of(2, 4, 3L, 4L))
                .advanceProcessingTime(Duration.standardSeconds(5))
                .addElements(Batch.starting(-1, 2, 0L, 1L, 2L))
                .advanceProcessingTime(Duration.standardSeconds(5))
                .addElements(Batch.of(4, 5, 5L))
                .advanceWatermarkToInfinity()));
    pipeline.run().waitUntilFinish();

    assertThat(Visits.offsetsIn(lakehouse())).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void drainFailsWhenAPredecessorNeverCame() {
    append(pipeline.apply(batches(Batch.starting(-1, 2, 0L, 1L, 2L), Batch.of(3, 4, 4L))));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("1 ranges for visits can't be committed")
        .hasMessageContaining("what goes before them never came")
        .hasMessageContaining("--startFrom=ledger");
    assertThat(Visits.offsetsIn(lakehouse())).containsExactly(0L, 1L, 2L);
  }

  @Test
  void whatComesWithinAnIntervalIsOneCommit() {
    append(
        pipeline.apply(
            TestStream.create(SerializableCoder.of(Batch.class))
                .addElements(Batch.starting(-1, 0, 0L), Batch.of(0, 1, 1L))
                .advanceProcessingTime(Duration.millis(1_001))
                .addElements(Batch.of(1, 2, 2L), Batch.of(2, 3, 3L))
                .advanceProcessingTime(Duration.millis(1_001))
                .advanceWatermarkToInfinity()));
    pipeline.run().waitUntilFinish();

    // The creation is version 0.
    assertThat(DeltaTable.open(lakehouse(), Visits.TABLE).snapshot().version()).isEqualTo(2);
  }

  @Test
  void rowsAreAppendedAtEveryIntervalAndAtTheDrain() {
    pipeline
        .apply(
            TestStream.create(StringUtf8Coder.of())
                .addElements("Ada", "Grace")
                .advanceProcessingTime(Duration.millis(1_001))
                .addElements("Edsger")
                .advanceWatermarkToInfinity())
        .apply(
            "AppendNames",
            DeltaIO.<String>appendRows(
                    NAMES,
                    (name, rows) -> {
                      GenericRecord row = new GenericData.Record(NAMES.fileSchema());
                      row.put("name", name);
                      rows.write(row, List.of());
                    })
                .to(lakehouse()));
    pipeline.run().waitUntilFinish();

    DeltaTable names = DeltaTable.open(lakehouse(), NAMES);
    List<String> held = new ArrayList<>();
    names.snapshot().scan(List.of("name"), row -> held.add(row.getString(0)));
    assertThat(held).containsExactlyInAnyOrder("Ada", "Grace", "Edsger");
    assertThat(names.snapshot().version()).isEqualTo(2);
    assertThat(names.snapshotAt(1).rowCount()).isEqualTo(2);
  }

  @Test
  void rangesNeedATableThatNamesItsOffsetColumn() {
    assertThatThrownBy(() -> DeltaIO.<Batch>appendRanges(NAMES, Batch::range, (batch, rows) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names names no offset column")
        .hasMessageContaining("use appendRows");
  }

  @Test
  void lakehouseMustBeNamedBeforeAnythingRuns() {
    assertThatThrownBy(
            () ->
                pipeline
                    .apply(batches(Batch.starting(-1, 0, 0L)))
                    .apply(DeltaIO.appendRanges(Visits.TABLE, Batch::range, new Visits.Rows())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".to(path)");
  }

  private static Create.Values<Batch> batches(Batch... batches) {
    return Create.of(List.of(batches)).withCoder(SerializableCoder.of(Batch.class));
  }

  private void append(PCollection<Batch> batches) {
    batches.apply(
        "AppendVisits",
        DeltaIO.appendRanges(Visits.TABLE, Batch::range, new Visits.Rows()).to(lakehouse()));
  }

  private long ledger() {
    return DeltaTable.open(lakehouse(), Visits.TABLE).snapshot().ledger("shop/0").orElseThrow();
  }

  private String lakehouse() {
    return folder.toString();
  }
}
