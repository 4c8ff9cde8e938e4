package io.retaillake.lakehouse.internal;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro schema of a table's data files. */
public final class FileSchemas {
  private static final int DECIMAL_BYTES = 8;

  private FileSchemas() {}

  public static Schema of(TableDefinition definition) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Column column : definition.columns()) {
      if (!definition.partitionColumns().contains(column.name())) {
        fields.add(field(column));
      }
    }
    String recordName = definition.name().replace('-', '_');
    return Schema.createRecord(recordName, definition.comment(), "retaillake", false, fields);
  }

  private static Schema.Field field(Column column) {
    Schema type = type(column.type());
    if (!column.nullable()) {
      return new Schema.Field(column.name(), type, column.comment());
    }
    Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    return new Schema.Field(column.name(), union, column.comment(), JsonProperties.NULL_VALUE);
  }

  private static Schema type(ColumnType type) {
    return switch (type) {
      case STRING -> Schema.create(Schema.Type.STRING);
      case LONG -> Schema.create(Schema.Type.LONG);
      case INT -> Schema.create(Schema.Type.INT);
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
      // Fixed rather than bytes: some Delta readers take no decimal of variable length.
      case DECIMAL ->
          LogicalTypes.decimal(ColumnType.DECIMAL_PRECISION, ColumnType.DECIMAL_SCALE)
              .addToSchema(Schema.createFixed("decimal_18_2", null, "retaillake", DECIMAL_BYTES));
      case TIMESTAMP -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
      case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case BINARY -> Schema.create(Schema.Type.BYTES);
    };
  }
}
