package io.retaillake.lakehouse.internal.flat;

import io.retaillake.lakehouse.ParquetSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** A data file that rows are written to, with the settings of all data files. */
final class FlatFile implements AutoCloseable {
  private final ParquetWriter<FlatRow> writer;

  private FlatFile(ParquetWriter<FlatRow> writer) {
    this.writer = writer;
  }

  /** Creates the file, which must not be there yet. */
  static FlatFile create(Path file, FlatSchema schema) throws IOException {
    return new FlatFile(
        ParquetSettings.apply(new Builder(new LocalOutputFile(file), schema)).build());
  }

  void write(FlatRow row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<FlatRow, Builder> {
    private final FlatSchema schema;

    Builder(OutputFile file, FlatSchema schema) {
      super(file);
      this.schema = schema;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<FlatRow> getWriteSupport(Configuration configuration) {
      return new Support(schema);
    }

    @Override
    protected WriteSupport<FlatRow> getWriteSupport(ParquetConfiguration configuration) {
      return new Support(schema);
    }
  }

  private static final class Support extends WriteSupport<FlatRow> {
    /** Where Avro's readers look for the schema that a file was written with. */
    private static final String AVRO_SCHEMA = "parquet.avro.schema";

    private final FlatSchema schema;
    private RecordConsumer out;

    Support(FlatSchema schema) {
      this.schema = schema;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
      return context();
    }

    private WriteContext context() {
      return new WriteContext(schema.parquet(), Map.of(AVRO_SCHEMA, schema.avro().toString()));
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      out = recordConsumer;
    }

    @Override
    public void write(FlatRow row) {
      out.startMessage();
      for (int column = 0; column < schema.size(); column++) {
        if (!row.isNull(column)) {
          out.startField(schema.name(column), column);
          addValue(row, column);
          out.endField(schema.name(column), column);
        }
      }
      out.endMessage();
    }

    private void addValue(FlatRow row, int column) {
      switch (schema.type(column)) {
        case INT64 -> out.addLong(row.number(column));
        case INT32 -> out.addInteger((int) row.number(column));
        case BOOLEAN -> out.addBoolean(row.number(column) != 0);
        case DOUBLE -> out.addDouble(Double.longBitsToDouble(row.number(column)));
        case BINARY, FIXED_LEN_BYTE_ARRAY -> out.addBinary(row.bytes(column));
        default -> throw new IllegalStateException("No column type of ours: " + column);
      }
    }
  }
}
