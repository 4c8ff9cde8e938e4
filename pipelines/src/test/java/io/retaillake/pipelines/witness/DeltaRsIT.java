package io.retaillake.pipelines.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.LedgeredAppender;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.ParquetSettings;
import io.retaillake.lakehouse.RangeAppend;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.pipelines.witness.DeltaRs.Comparison;
import io.retaillake.pipelines.witness.TableFacts.Field;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness itself, on a table of every column type that our own code has written. */
class DeltaRsIT {

  private static final TableDefinition EVERY_TYPE =
      TableDefinition.builder("every_type")
          .comment("A column of each type")
          .column(Column.required("id", ColumnType.LONG, "Offset"))
          .column(Column.optional("name", ColumnType.STRING, "Text"))
          .column(Column.optional("quantity", ColumnType.INT, "Whole number"))
          .column(Column.optional("late", ColumnType.BOOLEAN, "Yes or no"))
          .column(Column.optional("score", ColumnType.DOUBLE, "Fraction"))
          .column(Column.optional("revenue", ColumnType.DECIMAL, "USD"))
          .column(Column.optional("event_ts", ColumnType.TIMESTAMP, "When, UTC"))
          .column(Column.optional("event_date", ColumnType.DATE, "Day, UTC"))
          .column(Column.optional("raw", ColumnType.BINARY, "Bytes"))
          .column(Column.required("event_year", ColumnType.INT, "Year"))
          .partitionedBy("event_year")
          .offsetColumn("id")
          .build();

  private static final String LEDGER_ID = "retail-events/0";

  private final DeltaRs deltaRs = DeltaRs.open();

  @TempDir private Path lakehouse;
  private Path table;

  @BeforeEach
  void writeTwoVersions() {
    table = write("one", List.of(List.of(1L, 2L), List.of(3L)));
  }

  @Test
  void factsAreThoseThatWeWrote() {
    TableFacts facts = deltaRs.read(table, LEDGER_ID, "retail-events/1");

    assertThat(facts.version()).isEqualTo(2);
    assertThat(facts.history()).isEqualTo(3);
    assertThat(facts.rows()).isEqualTo(3);
    assertThat(facts.files()).isEqualTo(3);
    assertThat(facts.partitionColumns()).containsExactly("event_year");
    assertThat(facts.sums()).containsExactly(entry("revenue", new BigDecimal("3.00")));
    assertThat(facts.ledger())
        .containsEntry(LEDGER_ID, OptionalLong.of(3))
        .containsEntry("retail-events/1", OptionalLong.empty());
    assertThat(facts.schema())
        .containsExactly(
            new Field("id", "long", false),
            new Field("name", "string", true),
            new Field("quantity", "integer", true),
            new Field("late", "boolean", true),
            new Field("score", "double", true),
            new Field("revenue", "decimal(18,2)", true),
            new Field("event_ts", "timestamp", true),
            new Field("event_date", "date", true),
            new Field("raw", "binary", true),
            new Field("event_year", "integer", false));
  }

  @Test
  void earlierVersionIsReadAsItWas() {
    TableFacts facts = deltaRs.readVersion(table, 1);

    assertThat(facts.version()).isEqualTo(1);
    assertThat(facts.rows()).isEqualTo(2);
    assertThat(facts.sums()).containsExactly(entry("revenue", new BigDecimal("3.00")));
  }

  @Test
  void partitionFilterLeavesOnlyTheFilesOfThatPartition() {
    assertThat(deltaRs.prune(table, Map.of("event_year", "2025")))
        .isEqualTo(new DeltaRs.Pruned(2, 2));
    assertThat(deltaRs.prune(table, Map.of("event_year", "2024")))
        .isEqualTo(new DeltaRs.Pruned(1, 1));
    assertThat(deltaRs.prune(table, Map.of("event_year", "1999")))
        .isEqualTo(new DeltaRs.Pruned(0, 0));
  }

  @Test
  void everyTypeComesBackAsItWasWritten() {
    List<Map<String, String>> rows = deltaRs.query(table, "select * from lake where id >= 2");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0))
        .containsExactly(
            entry("id", "2"),
            entry("name", "naïve \"2\""),
            entry("quantity", "-2"),
            entry("late", "true"),
            entry("score", "0.5"),
            entry("revenue", "2.00"),
            entry("event_ts", "2024-07-03 10:00:00.000002+00"),
            entry("event_date", "2024-07-03"),
            entry("raw", "00FF02"),
            entry("event_year", "2024"));
    assertThat(rows.get(1)).containsEntry("id", "3").containsEntry("revenue", null);
  }

  @Test
  void sameRowsInOtherFilesAndAnotherOrderAreEqual() {
    Path other = write("two", List.of(List.of(1L), List.of(3L, 2L)));

    Comparison comparison = deltaRs.compare(table, other);

    assertThat(comparison.equal()).isTrue();
    assertThat(comparison.leftRows()).isEqualTo(3);
    assertThat(comparison.rightRows()).isEqualTo(3);
  }

  @Test
  void rowThatOccursTwiceIsNotEqualToOneThatOccursOnce() {
    Path other = write("two", List.of(List.of(1L, 2L, 3L, 3L)));

    Comparison comparison = deltaRs.compare(table, other);

    assertThat(comparison.equal()).isFalse();
    assertThat(comparison.onlyLeft()).isEqualTo(0);
    assertThat(comparison.onlyRight()).isEqualTo(1);
    assertThat(comparison.examplesRight()).startsWith("[[\"3\",");
  }

  @Test
  void ignoredColumnsAndAQueryNarrowWhatIsCompared() {
    Path other = write("two", List.of(List.of(1L, 2L, 4L)));

    assertThat(deltaRs.compare(table, other).onlyLeft()).isEqualTo(1);
    assertThat(deltaRs.compareBySql(table, other, "select * from lake where id < 3").equal())
        .isTrue();
    assertThat(
            deltaRs
                .compareBySql(
                    table, other, "select event_year, id from lake where id >= 3", "id", "none")
                .onlyLeft())
        .isEqualTo(1);
  }

  @Test
  void tableThatIsNotThereIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> deltaRs.read(lakehouse.resolve("nothing")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("delta-rs can't open")
        .hasMessageContaining("nothing");
  }

  /** A table with one commit for each list of ids. */
  private Path write(String folder, List<List<Long>> commits) {
    DeltaTable delta = DeltaTable.openOrCreate(lakehouse.resolve(folder).toString(), EVERY_TYPE);
    LedgeredAppender appender = new LedgeredAppender(delta);
    long last = 0;
    for (List<Long> ids : commits) {
      Path root = delta.localRoot().orElseThrow();
      List<DataFile> files = ids.stream().map(id -> file(root, id)).toList();
      long next = Math.max(last, ids.stream().mapToLong(Long::longValue).max().orElseThrow());
      OffsetRange range =
          last == 0
              ? OffsetRange.startingChain(LEDGER_ID, last, next)
              : OffsetRange.of(LEDGER_ID, last, next);
      assertThat(appender.append(List.of(RangeAppend.of(range, files))).committed())
          .containsExactly(range);
      last = next;
    }
    return delta.localRoot().orElseThrow();
  }

  /** A file of one row: even ids fall in 2024 and have all values, odd ones in 2025 and few. */
  private static DataFile file(Path root, long id) {
    boolean even = id % 2 == 0;
    Map<String, String> partition = Map.of("event_year", even ? "2024" : "2025");
    String relativePath =
        EVERY_TYPE.partitionDirectory(partition) + "/" + id + "-" + System.nanoTime() + ".parquet";
    GenericRecord row = new GenericData.Record(EVERY_TYPE.fileSchema());
    row.put("id", id);
    row.put("revenue", id == 3 ? null : BigDecimal.valueOf(id * 100, 2));
    if (even) {
      row.put("name", "naïve \"" + id + "\"");
      row.put("quantity", (int) -id);
      row.put("late", true);
      row.put("score", 0.5);
      row.put("event_ts", 1_720_000_800_000_000L + id);
      row.put("event_date", 19_907);
      row.put("raw", ByteBuffer.wrap(new byte[] {0, (byte) 0xff, (byte) id}));
    }
    Path file = root.resolve(relativePath);
    try {
      Files.createDirectories(file.getParent());
      try (ParquetWriter<GenericRecord> writer =
          ParquetSettings.writer(new LocalOutputFile(file), EVERY_TYPE.fileSchema())) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return DataFile.describe(EVERY_TYPE, root, relativePath, partition);
  }
}
