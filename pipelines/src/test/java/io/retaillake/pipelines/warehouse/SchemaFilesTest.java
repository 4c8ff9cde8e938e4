package io.retaillake.pipelines.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.bigquery.schema.SchemaFile;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseTable;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The warehouse's schema files, which Terraform reads too, against the lakehouse's definitions. */
class SchemaFilesTest {

  private static final Path FILES = Path.of("../bigquery/src/main/resources/schemas");

  static List<TableDefinition> definitions() {
    return PublishedTables.ALL;
  }

  /** With {@code -Dschemas.update=true} the file is written instead. */
  @ParameterizedTest
  @MethodSource("definitions")
  void fileSaysWhatTheDefinitionSays(TableDefinition definition) throws IOException {
    Path file = FILES.resolve(definition.name() + ".json");
    if (Boolean.getBoolean("schemas.update")) {
      Files.writeString(file, SchemaFile.of(definition));
    }

    assertThat(file).content().isEqualTo(SchemaFile.of(definition));
  }

  @Test
  void everyPublishedTableHasAPlaceInTheWarehouse() {
    assertThat(WarehouseSchema.load().tables().stream().map(WarehouseTable::name))
        .containsAll(PublishedTables.ALL.stream().map(TableDefinition::name).toList());
  }
}
