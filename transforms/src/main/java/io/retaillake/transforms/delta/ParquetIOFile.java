package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.ParquetSettings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/** A new Parquet file that ParquetIO writes. */
final class ParquetIOFile implements DataFileSink.RowFile {

  private final WritableByteChannel channel;
  private final ParquetIO.Sink sink;

  ParquetIOFile(Path file, Schema schema) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.sink =
        ParquetIO.sink(schema)
            .withCompressionCodec(ParquetSettings.CODEC)
            .withRowGroupSize(ParquetSettings.ROW_GROUP_BYTES);
    sink.open(channel);
  }

  @Override
  public void write(GenericRecord row) throws IOException {
    sink.write(row);
  }

  @Override
  public void close() throws IOException {
    sink.flush();
    channel.close();
  }
}
