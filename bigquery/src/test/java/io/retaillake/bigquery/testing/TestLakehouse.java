package io.retaillake.bigquery.testing;

import io.retaillake.bigquery.schema.WarehouseField;
import io.retaillake.bigquery.schema.WarehouseSchema;
import io.retaillake.bigquery.schema.WarehouseTable;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.RowAppender;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.lakehouse.TableReplacer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A lakehouse on disk with the tables of the warehouse's schema; rows are maps by column. */
public final class TestLakehouse {

  private static final WarehouseSchema SCHEMA = WarehouseSchema.load();

  private final Path folder;

  public TestLakehouse(Path folder) {
    this.folder = folder;
  }

  /** All tables, made if they are not there. */
  public List<DeltaTable> tables() {
    return SCHEMA.tables().stream().map(table -> table(table.name())).toList();
  }

  public DeltaTable table(String name) {
    return DeltaTable.openOrCreate(folder.toString(), definition(SCHEMA.table(name)));
  }

  /** Adds rows to a table in one commit; a column that a row does not name is null. */
  public TestLakehouse append(String table, List<Map<String, Object>> rows) {
    DeltaTable delta = table(table);
    try (DataFileSink sink = new DataFileSink(delta, "test")) {
      rows.forEach(row -> write(sink, delta.definition(), row));
      new RowAppender(delta).append(sink.finish());
    }
    return this;
  }

  /** Replaces the rows of a table. */
  public TestLakehouse replace(String table, List<Map<String, Object>> rows) {
    DeltaTable delta = table(table);
    try (DataFileSink sink = new DataFileSink(delta, "test")) {
      rows.forEach(row -> write(sink, delta.definition(), row));
      new TableReplacer(delta).replace(sink.finish());
    }
    return this;
  }

  /** A definition with the columns of the warehouse's table. */
  static TableDefinition definition(WarehouseTable table) {
    TableDefinition.Builder definition =
        TableDefinition.builder(table.name()).comment(table.description());
    for (WarehouseField field : table.fields()) {
      definition.column(
          Column.of(field.name(), type(field), !field.required(), field.description()));
    }
    if (table.columnNames().contains("event_year")) {
      definition.partitionedBy("event_year", "event_month");
    }
    return definition.build();
  }

  private static ColumnType type(WarehouseField field) {
    return switch (field.valueType()) {
      case STRING -> ColumnType.STRING;
      case INT64 ->
          field.name().startsWith("event_") || field.name().equals("quantity")
              ? ColumnType.INT
              : ColumnType.LONG;
      case FLOAT64 -> ColumnType.DOUBLE;
      case NUMERIC -> ColumnType.DECIMAL;
      case BOOL -> ColumnType.BOOLEAN;
      case TIMESTAMP -> ColumnType.TIMESTAMP;
      case DATE -> ColumnType.DATE;
      case BYTES -> ColumnType.BINARY;
    };
  }

  private static void write(DataFileSink sink, TableDefinition table, Map<String, Object> values) {
    Schema schema = table.fileSchema();
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      row.put(
          field.pos(), avro(table.column(field.name()), field.schema(), values.get(field.name())));
    }
    List<String> partition = new ArrayList<>();
    table.partitionColumns().forEach(name -> partition.add(values.get(name).toString()));
    sink.write(row, partition);
  }

  private static Object avro(Column column, Schema schema, Object value) {
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case STRING, BOOLEAN -> value;
      case LONG -> ((Number) value).longValue();
      case INT -> ((Number) value).intValue();
      case DOUBLE -> ((Number) value).doubleValue();
      case DECIMAL -> decimal(schema, new BigDecimal(value.toString()));
      case TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value);
      case DATE -> (int) ((LocalDate) value).toEpochDay();
      case BINARY -> ByteBuffer.wrap((byte[]) value);
    };
  }

  private static GenericData.Fixed decimal(Schema schema, BigDecimal value) {
    Schema fixed =
        schema.isUnion()
            ? schema.getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.FIXED)
                .findFirst()
                .orElseThrow()
            : schema;
    return new GenericData.Fixed(
        fixed,
        ByteBuffer.allocate(Long.BYTES)
            .putLong(value.setScale(2).unscaledValue().longValueExact())
            .array());
  }
}
