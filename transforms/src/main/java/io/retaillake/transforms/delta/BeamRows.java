package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Rows of a table as Beam's rows. */
final class BeamRows {

  private BeamRows() {}

  /** The schema of rows with these columns. */
  static Schema schema(TableDefinition table, List<String> columns) {
    Schema.Builder schema = Schema.builder();
    for (String name : columns) {
      Column column = table.column(name);
      schema.addField(
          Schema.Field.of(name, fieldType(column.type()).withNullable(column.nullable()))
              .withDescription(column.comment()));
    }
    return schema.build();
  }

  private static FieldType fieldType(ColumnType type) {
    return switch (type) {
      case STRING -> FieldType.STRING;
      case LONG -> FieldType.INT64;
      case INT -> FieldType.INT32;
      case BOOLEAN -> FieldType.BOOLEAN;
      case DOUBLE -> FieldType.DOUBLE;
      case DECIMAL -> FieldType.DECIMAL;
      case TIMESTAMP -> FieldType.logicalType(SqlTypes.TIMESTAMP);
      case DATE -> FieldType.logicalType(SqlTypes.DATE);
      case BINARY -> FieldType.BYTES;
    };
  }

  /** Makes rows of what a scan of these columns is at. */
  static final class Maker {
    private final Schema schema;
    private final ColumnType[] types;

    Maker(TableDefinition table, List<String> columns) {
      this.schema = schema(table, columns);
      this.types = columns.stream().map(c -> table.column(c).type()).toArray(ColumnType[]::new);
    }

    Row row(RowView view) {
      List<@Nullable Object> values = new ArrayList<>(types.length);
      for (int i = 0; i < types.length; i++) {
        values.add(view.isNull(i) ? null : value(types[i], view, i));
      }
      // Attached, not added: they are of the schema's types by their making.
      return Row.withSchema(schema).attachValues(values);
    }
  }

  private static Object value(ColumnType type, RowView view, int column) {
    return switch (type) {
      case TIMESTAMP -> Instant.EPOCH.plus(view.getLong(column), ChronoUnit.MICROS);
      case DATE -> LocalDate.ofEpochDay(view.getInt(column));
      default -> view.getValue(column);
    };
  }
}
