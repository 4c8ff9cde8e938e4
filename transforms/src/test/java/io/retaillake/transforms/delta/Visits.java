package io.retaillake.transforms.delta;

import static io.retaillake.lakehouse.ColumnType.BINARY;
import static io.retaillake.lakehouse.ColumnType.BOOLEAN;
import static io.retaillake.lakehouse.ColumnType.DATE;
import static io.retaillake.lakehouse.ColumnType.DECIMAL;
import static io.retaillake.lakehouse.ColumnType.DOUBLE;
import static io.retaillake.lakehouse.ColumnType.INT;
import static io.retaillake.lakehouse.ColumnType.LONG;
import static io.retaillake.lakehouse.ColumnType.STRING;
import static io.retaillake.lakehouse.ColumnType.TIMESTAMP;

import com.google.common.primitives.Longs;
import io.retaillake.lakehouse.Column;
import io.retaillake.lakehouse.DeltaTable;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.TableDefinition;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A table of a test with a column of each type, and what is appended to it. */
final class Visits {

  static final TableDefinition TABLE =
      TableDefinition.builder("visits")
          .comment("Visits of a test")
          .column(Column.required("kafka_partition", INT, "Partition"))
          .column(Column.required("kafka_offset", LONG, "Offset"))
          .column(Column.optional("page", STRING, "Page"))
          .column(Column.optional("at", TIMESTAMP, "When, UTC"))
          .column(Column.optional("day", DATE, "Day, UTC"))
          .column(Column.optional("spent", DECIMAL, "USD"))
          .column(Column.optional("share", DOUBLE, "Share"))
          .column(Column.optional("known", BOOLEAN, "Known"))
          .column(Column.optional("raw", BINARY, "Raw"))
          .column(Column.required("event_year", INT, "Year"))
          .partitionedBy("event_year")
          .offsetColumn("kafka_offset")
          .build();

  private Visits() {}

  /** A visit at each of these offsets, within a range of partition 0. */
  record Batch(OffsetRange range, ArrayList<Long> offsets) implements Serializable {

    static Batch of(long fromExclusive, long toInclusive, Long... offsets) {
      return new Batch(
          OffsetRange.of("shop/0", fromExclusive, toInclusive), new ArrayList<>(List.of(offsets)));
    }

    static Batch starting(long fromExclusive, long toInclusive, Long... offsets) {
      return new Batch(
          OffsetRange.startingChain("shop/0", fromExclusive, toInclusive),
          new ArrayList<>(List.of(offsets)));
    }
  }

  /** Even offsets in one year, odd ones in the next; every third has nothing but its place. */
  static final class Rows implements RowMapper<Batch> {

    private static final long serialVersionUID = 1L;

    @Override
    public void map(Batch batch, RowSink rows) {
      batch.offsets().forEach(offset -> rows.write(row(offset), List.of(year(offset) + "")));
    }

    private static GenericRecord row(long offset) {
      GenericRecord row = new GenericData.Record(TABLE.fileSchema());
      row.put("kafka_partition", 0);
      row.put("kafka_offset", offset);
      if (offset % 3 != 2) {
        row.put("page", "page-" + offset);
        row.put("at", 1_773_489_600_000_001L + offset);
        row.put("day", 20_526 + (int) offset);
        row.put(
            "spent",
            new GenericData.Fixed(
                TABLE.fileSchema().getField("spent").schema().getTypes().get(1),
                Longs.toByteArray(-1_999 - offset)));
        row.put("share", offset / 4.0);
        row.put("known", offset % 2 == 0);
        row.put("raw", ByteBuffer.wrap(new byte[] {0, (byte) offset, -1}));
      }
      return row;
    }
  }

  static int year(long offset) {
    return 2025 + (int) (offset % 2);
  }

  /** All offsets in the table, in order, as often as they are there. */
  static List<Long> offsetsIn(String lakehouse) {
    List<Long> offsets = new ArrayList<>();
    DeltaTable.open(lakehouse, TABLE)
        .snapshot()
        .scan(List.of("kafka_offset"), row -> offsets.add(row.getLong(0)));
    return offsets.stream().sorted().toList();
  }
}
