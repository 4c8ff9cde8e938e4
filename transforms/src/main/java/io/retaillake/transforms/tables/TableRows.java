package io.retaillake.transforms.tables;

import static com.google.common.base.Preconditions.checkArgument;

import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.RowView;
import io.retaillake.lakehouse.TableDefinition;
import io.retaillake.transforms.delta.DeltaIO;
import io.retaillake.transforms.delta.RowMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.values.Row;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Rows of a table as Beam's rows, in the way that {@link DeltaIO#read} gives them, for tables that
 * have no element type of their own. Without partition columns.
 *
 * <pre>{@code
 * Row row = Row.withSchema(TableRows.schema(CustomerSegments.TABLE)).addValues(...).build();
 * rows.apply(DeltaIO.replaceTable(table, row -> row.getString("user_id"), new TableRows(table)));
 * }</pre>
 */
public final class TableRows implements RowMapper<Row> {
  private static final long serialVersionUID = 1L;

  private final TableDefinition table;
  private transient @Nullable Schema fileSchema;

  /**
   * Makes rows of this table.
   *
   * @throws IllegalArgumentException if it has partition columns
   */
  public TableRows(TableDefinition table) {
    checkArgument(table.partitionColumns().isEmpty(), "%s has partitions", table.name());
    this.table = table;
  }

  /** The schema of a table's rows: all its columns, in their order. */
  public static org.apache.beam.sdk.schemas.Schema schema(TableDefinition table) {
    return DeltaIO.read(table).schema();
  }

  @Override
  public void map(Row row, RowSink rows) {
    rows.write(record(row), List.of());
  }

  /** One row as its table's files hold it. */
  public GenericRecord record(Row row) {
    GenericRecord record = new GenericData.Record(fileSchema());
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.getValue(i);
      record.put(i, value == null ? null : value(columns.get(i).type(), value));
    }
    return record;
  }

  /** A row of a scan of all the table's columns, in their order, as its files hold it. */
  public GenericRecord record(RowView row) {
    GenericRecord record = new GenericData.Record(fileSchema());
    List<Column> columns = table.columns();
    for (int i = 0; i < columns.size(); i++) {
      boolean decimal = columns.get(i).type() == ColumnType.DECIMAL;
      if (!row.isNull(i)) {
        record.put(i, decimal ? Values.decimal(row.getDecimal(i)) : row.getValue(i));
      }
    }
    return record;
  }

  private Schema fileSchema() {
    Schema schema = fileSchema;
    if (schema == null) {
      schema = table.fileSchema();
      fileSchema = schema;
    }
    return schema;
  }

  private static Object value(ColumnType type, Object value) {
    return switch (type) {
      case DECIMAL -> Values.decimal((BigDecimal) value);
      case TIMESTAMP -> ChronoUnit.MICROS.between(Instant.EPOCH, (Instant) value);
      case DATE -> (int) ((LocalDate) value).toEpochDay();
      case BINARY -> Values.binary((byte[]) value);
      default -> value;
    };
  }
}
