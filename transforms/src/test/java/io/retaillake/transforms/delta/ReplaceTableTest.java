package io.retaillake.transforms.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplaceTableTest {

  private static final TableDefinition TABLE =
      TableDefinition.builder("names")
          .column(Column.required("name", ColumnType.STRING, "Name"))
          .build();

  @TempDir private Path folder;

  @Test
  void rowsOfBeforeAreGoneAndTheVersionBeforeStillHasThem() {
    assertThat(replace(List.of("ada", "bob"))).isEqualTo(1);
    assertThat(replace(List.of("cleo"))).isEqualTo(2);

    DeltaTable table = DeltaTable.open(folder.toString(), TABLE);
    assertThat(names(table.snapshot())).containsExactly("cleo");
    assertThat(names(table.snapshotAt(1))).containsExactlyInAnyOrder("ada", "bob");
  }

  @Test
  void noElementsLeaveAnEmptyTable() {
    replace(List.of("ada"));
    replace(List.of());

    assertThat(DeltaTable.open(folder.toString(), TABLE).snapshot().rowCount()).isZero();
  }

  @Test
  void rowsAreSharedAmongFilesByTheirKeyInOneCommit() {
    List<String> names = IntStream.range(0, 400).mapToObj(i -> "n" + i % 100).toList();
    replace(names);

    TableSnapshot snapshot = DeltaTable.open(folder.toString(), TABLE).snapshot();
    assertThat(snapshot.version()).isEqualTo(1);
    assertThat(snapshot.rowCount()).isEqualTo(400);
    assertThat(snapshot.files())
        .hasSize(3)
        .allMatch(file -> file.rowCount() % 4 == 0 && file.rowCount() > 80);
  }

  @Test
  void sourcesAreNoted() {
    replace(List.of("ada"));

    assertThat(DeltaTable.open(folder.toString(), TABLE).snapshot().sourceVersion("silver_events"))
        .hasValue(17);
  }

  @Test
  void withoutALakehouseItIsRefused() {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> names = pipeline.apply(Create.of("ada"));

    assertThatThrownBy(() -> names.apply(DeltaIO.replaceTable(TABLE, name -> name, new Rows())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(".to(path)");
  }

  /** Replaces the table and returns the version that came out. */
  private long replace(List<String> names) {
    Pipeline pipeline = Pipeline.create();
    PCollection<Long> version =
        pipeline
            .apply(Create.of(names).withCoder(StringUtf8Coder.of()))
            .apply(
                "Replace",
                DeltaIO.replaceTable(TABLE, (String name) -> name, new Rows())
                    .to(folder.toString())
                    .withFiles(3)
                    .withSources(Map.of("silver_events", 17L)));
    PAssert.that(version)
        .satisfies(
            made -> {
              assertThat(made).hasSize(1);
              return null;
            });
    pipeline.run().waitUntilFinish();
    return DeltaTable.open(folder.toString(), TABLE).snapshot().version();
  }

  private static List<String> names(TableSnapshot snapshot) {
    List<String> names = new ArrayList<>();
    snapshot.scan(List.of("name"), row -> names.add(row.getString(0)));
    return names;
  }

  private static final class Rows implements RowMapper<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void map(String name, RowSink rows) {
      GenericRecord row = new GenericData.Record(TABLE.fileSchema());
      row.put("name", name);
      rows.write(row, List.of());
    }
  }
}
