package io.retaillake.pipelines.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Two orders in a Parquet file with the types that other tools write. */
final class OrdersInParquet {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message orders {
            required int64 order;
            required double customer;
            optional binary brand (STRING);
            required int64 at_local (TIMESTAMP(MILLIS,false));
            required int64 at_utc (TIMESTAMP(MICROS,true));
            required int96 at_int96;
            optional group nested { required int32 ignored; }
            required int32 pieces;
            required double paid;
            required int64 price (DECIMAL(18,2));
          }
          """);
  private static final long NOON_MILLIS = 1_483_272_000_123L;
  private static final int JULIAN_DAY_2017_01_01 = 2_457_755;
  private static final long NOON_NANOS = 43_200_123_000_000L;

  private OrdersInParquet() {}

  static void write(Path file) throws IOException {
    SimpleGroupFactory rows = new SimpleGroupFactory(SCHEMA);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      Group first = order(rows, 1, 900.0, 0).append("pieces", 3);
      writer.write(first.append("brand", "Nord").append("paid", 10.5).append("price", 350L));
      Group second = order(rows, 2, 901.0, 1).append("pieces", 1);
      writer.write(second.append("paid", 0.1 + 0.2).append("price", 30L));
    }
  }

  private static Group order(SimpleGroupFactory rows, long order, double customer, int seconds) {
    return rows.newGroup()
        .append("order", order)
        .append("customer", customer)
        .append("at_local", NOON_MILLIS + seconds * 1_000L)
        .append("at_utc", (NOON_MILLIS + seconds * 1_000L) * 1_000L)
        .append("at_int96", int96(NOON_NANOS + seconds * 1_000_000_000L));
  }

  private static Binary int96(long nanosOfDay) {
    ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(nanosOfDay).putInt(JULIAN_DAY_2017_01_01);
    return Binary.fromConstantByteArray(bytes.array());
  }
}
