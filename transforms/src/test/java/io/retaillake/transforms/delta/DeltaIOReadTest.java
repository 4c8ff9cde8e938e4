package io.retaillake.transforms.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.RowFilter;
import io.retaillake.transforms.delta.Visits.Batch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaIOReadTest {

  private final Pipeline pipeline = Pipeline.create();

  @TempDir private Path folder;

  @Test
  void everyTypeComesBackAsItWasWritten() {
    write(0L, 2L);
    ReadRows read = DeltaIO.read(Visits.TABLE).from(folder.toString());

    assertThat(read.schema().getFields())
        .extracting(Schema.Field::getName, Schema.Field::getType)
        .startsWith(
            tuple("kafka_partition", FieldType.INT32),
            tuple("kafka_offset", FieldType.INT64),
            tuple("page", FieldType.STRING.withNullable(true)),
            tuple("at", FieldType.logicalType(SqlTypes.TIMESTAMP).withNullable(true)));
    PAssert.that(pipeline.apply("ReadVisits", read))
        .containsInAnyOrder(
            Row.withSchema(read.schema())
                .addValues(
                    0,
                    0L,
                    "page-0",
                    Instant.parse("2026-03-14T12:00:00.000001Z"),
                    LocalDate.parse("2026-03-14"),
                    new BigDecimal("-19.99"),
                    0.0,
                    true,
                    new byte[] {0, 0, -1},
                    2025)
                .build(),
            Row.withSchema(read.schema())
                .addValues(0, 2L, null, null, null, null, null, null, null, 2025)
                .build());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void columnsComeInTheOrderAskedFor() {
    write(1L);
    ReadRows read =
        DeltaIO.read(Visits.TABLE).from(folder.toString()).withColumns("event_year", "page");

    PAssert.that(pipeline.apply("ReadVisits", read))
        .containsInAnyOrder(
            Row.withSchema(
                    Schema.of(
                        Schema.Field.of("event_year", FieldType.INT32),
                        Schema.Field.nullable("page", FieldType.STRING)))
                .addValues(2026, "page-1")
                .build());
    pipeline.run().waitUntilFinish();
  }

  @Test
  void filterLetsThroughWhatMeetsIt() {
    write(0L, 1L, 2L, 3L, 4L);
    write(5L, 6L, 7L);

    PAssert.that(
            offsets(
                DeltaIO.read(Visits.TABLE)
                    .from(folder.toString())
                    .withColumns("kafka_offset")
                    .withFilter(
                        RowFilter.equalTo("event_year", 2026).andAtLeast("kafka_offset", 3))))
        .containsInAnyOrder(3L, 5L, 7L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void emptyTableHasNoRows() {
    DeltaTable.openOrCreate(folder.toString(), Visits.TABLE);

    PAssert.thatSingleton(
            pipeline
                .apply("ReadVisits", DeltaIO.read(Visits.TABLE).from(folder.toString()))
                .apply(Count.globally()))
        .isEqualTo(0L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void tableIsReadAsItIsWhenThePipelineRuns() {
    write(0L);
    PCollection<Long> offsets =
        offsets(DeltaIO.read(Visits.TABLE).from(folder.toString()).withColumns("kafka_offset"));
    write(1L);

    PAssert.that(offsets).containsInAnyOrder(0L, 1L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aVersionOfThePastIsReadAsItWas() {
    write(0L);
    write(1L);
    write(2L);

    PAssert.that(
            offsets(
                DeltaIO.read(Visits.TABLE)
                    .from(folder.toString())
                    .withColumns("kafka_offset")
                    .atVersion(2)))
        .containsInAnyOrder(0L, 1L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aTimeOfThePastIsReadAsItWas() throws Exception {
    write(0L);
    Thread.sleep(20);
    Instant between = Instant.now();
    Thread.sleep(20);
    write(1L);

    PAssert.that(
            offsets(
                DeltaIO.read(Visits.TABLE)
                    .from(folder.toString())
                    .withColumns("kafka_offset")
                    .atTime(between)))
        .containsInAnyOrder(0L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void timeTravelGoesWithProjectionAndFilterInAnyOrder() {
    write(0L, 1L, 2L);
    write(3L, 5L);

    PAssert.that(
            offsets(
                DeltaIO.read(Visits.TABLE)
                    .atVersion(1)
                    .withFilter(RowFilter.equalTo("event_year", 2025))
                    .withColumns("kafka_offset")
                    .from(folder.toString())))
        .containsInAnyOrder(0L, 2L);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void aVersionOrTimeOutsideTheHistoryFailsWithWhatThereIs() {
    write(0L);
    ReadRows read = DeltaIO.read(Visits.TABLE).from(folder.toString());
    pipeline.apply("ReadLater", read.atVersion(9));
    Pipeline earlier = Pipeline.create();
    earlier.apply("ReadEarlier", read.atTime(Instant.parse("2001-01-01T00:00:00Z")));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("no version 9")
        .hasMessageContaining("holds the versions 0 (");
    assertThatThrownBy(() -> earlier.run().waitUntilFinish())
        .hasMessageContaining("2001-01-01T00:00:00Z")
        .hasMessageContaining("holds the versions 0 (");
  }

  @Test
  void missingTableFailsWithWhatToDo() {
    pipeline.apply("ReadVisits", DeltaIO.read(Visits.TABLE).from(folder.toString()));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasMessageContaining("There is no table 'visits' in " + folder)
        .hasMessageContaining("Check the lakehouse path");
  }

  @Test
  void whatCannotBeReadIsRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> DeltaIO.read(Visits.TABLE).withColumns("colour"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column 'colour'");
    assertThatThrownBy(() -> DeltaIO.read(Visits.TABLE).withFilter(RowFilter.equalTo("colour", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no column 'colour'");
    assertThatThrownBy(() -> pipeline.apply(DeltaIO.read(Visits.TABLE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".from(path)");
  }

  private PCollection<Long> offsets(ReadRows read) {
    return pipeline
        .apply("ReadVisits", read)
        .apply(
            "Offsets",
            MapElements.into(TypeDescriptors.longs()).via(row -> row.getInt64("kafka_offset")));
  }

  private void write(Long... offsets) {
    DeltaTable table = DeltaTable.openOrCreate(folder.toString(), Visits.TABLE);
    new RowAppender(table)
        .append(
            TableFiles.write(table, new Visits.Rows(), List.of(Batch.starting(-1, 100, offsets))));
  }
}
