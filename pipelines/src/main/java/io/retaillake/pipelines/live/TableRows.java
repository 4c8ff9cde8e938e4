package io.retaillake.pipelines.live;

import com.google.api.services.bigquery.model.TableRow;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.ColumnType;
import io.retaillake.lakehouse.TableDefinition;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Rows of a Delta table's files as rows of BigQuery, partition columns included. */
final class TableRows implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TableDefinition table;

  TableRows(TableDefinition table) {
    this.table = table;
  }

  /**
   * The row.
   *
   * @param partitionValues of the partition columns in their order, as Delta writes them
   */
  TableRow of(GenericRecord record, List<String> partitionValues) {
    TableRow row = new TableRow();
    for (Column column : table.columns()) {
      int partition = table.partitionColumns().indexOf(column.name());
      Object value =
          partition >= 0
              ? partitionValues.get(partition)
              : value(column.type(), record.get(column.name()));
      if (value != null) {
        row.set(column.name(), value);
      }
    }
    return row;
  }

  private static @Nullable Object value(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case STRING, INT, LONG -> value.toString();
      case BOOLEAN, DOUBLE -> value;
      case DECIMAL ->
          new BigDecimal(new BigInteger(((GenericFixed) value).bytes()), ColumnType.DECIMAL_SCALE)
              .toPlainString();
      case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).toString();
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case BINARY -> base64(((ByteBuffer) value).duplicate());
    };
  }

  private static String base64(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
