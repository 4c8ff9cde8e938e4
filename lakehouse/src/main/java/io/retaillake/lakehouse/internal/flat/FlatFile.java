package io.retaillake.lakehouse.internal.flat;

import io.retaillake.lakehouse.DataFileSink;
import io.retaillake.lakehouse.ParquetSettings;
import io.retaillake.lakehouse.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;

/** A data file that rows are written to, with the settings of all data files. */
public final class FlatFile implements DataFileSink.RowFile, AutoCloseable {
  private final ParquetWriter<FlatRow> writer;
  private final AvroValues avroValues;

  private FlatFile(ParquetWriter<FlatRow> writer, FlatSchema schema) {
    this.writer = writer;
    this.avroValues = new AvroValues(schema);
  }

  /** Creates the file, which must not be there yet. */
  public static FlatFile create(Path file, FlatSchema schema) throws IOException {
    Builder builder = ParquetSettings.apply(new Builder(new LocalOutputFile(file), schema));
    schema.distinct().forEach(column -> builder.withDictionaryEncoding(column, false));
    return new FlatFile(builder.build(), schema);
  }

  void write(FlatRow row) throws IOException {
    writer.write(row);
  }

  /**
   * Writes a row of the table's {@linkplain TableDefinition#fileSchema() file schema}, whose values
   * must not change before the file is closed.
   */
  @Override
  public void write(GenericRecord row) throws IOException {
    writer.write(avroValues.of(row));
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
