package io.retaillake.lakehouse.internal.flat;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.TableDefinition;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** The columns of a table's data files as Parquet has them: no groups, nothing repeated. */
public final class FlatSchema {
  private final Schema avro;
  private final MessageType parquet;
  private final List<String> distinct;
  private final String[] names;
  private final PrimitiveTypeName[] types;

  private FlatSchema(Schema avro, MessageType parquet, List<String> distinct) {
    this.avro = avro;
    this.parquet = parquet;
    this.distinct = distinct;
    this.names = parquet.getFields().stream().map(Type::getName).toArray(String[]::new);
    this.types =
        parquet.getFields().stream()
            .map(field -> field.asPrimitiveType().getPrimitiveTypeName())
            .toArray(PrimitiveTypeName[]::new);
  }

  /** The schema that the platform's own writers give a table's files. */
  public static FlatSchema of(TableDefinition definition) {
    Schema avro = definition.fileSchema();
    MessageType parquet = new AvroSchemaConverter(new PlainParquetConfiguration()).convert(avro);
    return new FlatSchema(
        avro,
        parquet,
        definition.columns().stream().filter(Column::distinct).map(Column::name).toList());
  }

  /** Names of the columns, in order. */
  public List<String> names() {
    return List.of(names);
  }

  /** These columns of it, in their order. */
  public FlatSchema project(List<String> columns) {
    return new FlatSchema(
        avro,
        new MessageType(
            parquet.getName(), columns.stream().map(name -> parquet.getType(name)).toList()),
        distinct);
  }

  /** True if a file with this schema holds these columns just as this one would. */
  boolean matches(MessageType file) {
    return parquet.getFields().equals(file.getFields());
  }

  /** Columns of which a dictionary would be as long as they are. */
  List<String> distinct() {
    return distinct;
  }

  Schema avro() {
    return avro;
  }

  MessageType parquet() {
    return parquet;
  }

  int size() {
    return names.length;
  }

  /** Position of a column; the schema must have it. */
  public int indexOf(String column) {
    return parquet.getFieldIndex(column);
  }

  String name(int column) {
    return names[column];
  }

  boolean isOptional(int column) {
    Type type = parquet.getType(column);
    return type.isRepetition(Repetition.OPTIONAL);
  }

  /** True if the column's values are bytes rather than a number. */
  boolean isBytes(int column) {
    PrimitiveTypeName type = type(column);
    return type == PrimitiveTypeName.BINARY || type == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
  }

  PrimitiveTypeName type(int column) {
    return types[column];
  }
}
