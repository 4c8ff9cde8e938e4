package io.retaillake.lakehouse.internal;

import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FieldMetadata;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/** Table definitions as Delta schemas, and how a table's schema differs from its definition. */
final class KernelSchemas {
  private KernelSchemas() {}

  static StructType of(TableDefinition definition) {
    StructType schema = new StructType();
    for (Column column : definition.columns()) {
      FieldMetadata comment =
          column.comment().isEmpty()
              ? FieldMetadata.empty()
              : FieldMetadata.builder().putString("comment", column.comment()).build();
      schema =
          schema.add(
              new StructField(column.name(), type(column.type()), column.nullable(), comment));
    }
    return schema;
  }

  static DataType type(ColumnType type) {
    return switch (type) {
      case STRING -> StringType.STRING;
      case LONG -> LongType.LONG;
      case INT -> IntegerType.INTEGER;
      case BOOLEAN -> BooleanType.BOOLEAN;
      case DOUBLE -> DoubleType.DOUBLE;
      case DECIMAL -> new DecimalType(ColumnType.DECIMAL_PRECISION, ColumnType.DECIMAL_SCALE);
      case TIMESTAMP -> TimestampType.TIMESTAMP;
      case DATE -> DateType.DATE;
      case BINARY -> BinaryType.BINARY;
    };
  }

  /**
   * The columns of a schema.
   *
   * @throws UnsupportedOperationException if it has a type that no {@link ColumnType} stands for
   */
  static List<Column> columns(StructType schema) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : schema.fields()) {
      String comment = field.getMetadata().getString("comment");
      columns.add(
          Column.of(
              field.getName(),
              columnType(field),
              field.isNullable(),
              comment == null ? "" : comment));
    }
    return columns;
  }

  private static ColumnType columnType(StructField field) {
    for (ColumnType candidate : ColumnType.values()) {
      if (type(candidate).equals(field.getDataType())) {
        return candidate;
      }
    }
    throw new UnsupportedOperationException(
        "Column '" + field.getName() + "' is a " + field.getDataType());
  }

  /** What differs, a sentence part a difference; empty when the table is as defined. */
  static List<String> differences(
      TableDefinition definition, StructType schema, List<String> partitionColumns) {
    List<String> differences = new ArrayList<>();
    for (Column column : definition.columns()) {
      int index = schema.indexOf(column.name());
      if (index < 0) {
        differences.add("column '" + column.name() + "' is missing");
        continue;
      }
      StructField field = schema.at(index);
      if (!field.getDataType().equals(type(column.type()))) {
        differences.add(
            String.format(
                "column '%s' is %s instead of %s",
                column.name(), field.getDataType(), type(column.type())));
      } else if (field.isNullable() != column.nullable()) {
        differences.add(
            "column '"
                + column.name()
                + (field.isNullable() ? "' may be null there" : "' must not be null there"));
      }
    }
    for (StructField field : schema.fields()) {
      if (definition.columns().stream().noneMatch(c -> c.name().equals(field.getName()))) {
        differences.add("column '" + field.getName() + "' is there besides");
      }
    }
    if (!partitionColumns.equals(definition.partitionColumns())) {
      differences.add(
          "it is partitioned by "
              + partitionColumns
              + " instead of "
              + definition.partitionColumns());
    }
    return differences;
  }
}
