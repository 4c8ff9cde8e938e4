package io.retaillake.bigquery.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.retaillake.lakehouse.TableDefinition;
import java.util.List;

/** The text of a table's file in {@code schemas/}, made from the lakehouse's own definition. */
public final class SchemaFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SchemaFile() {}

  /** BigQuery's JSON of the table's columns, one property a line. */
  public static String of(TableDefinition definition) {
    List<WarehouseField> fields = definition.columns().stream().map(WarehouseField::of).toList();
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(lines);
    printer.indentObjectsWith(lines);
    try {
      return JSON.writer(printer).writeValueAsString(fields) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
