package io.retaillake.lakehouse.internal.flat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Reads the rows of a file, one after the other; a row is valid until the next one is read. */
public final class FlatReader implements AutoCloseable {
  private final ParquetReader<FlatRow> reader;

  private FlatReader(ParquetReader<FlatRow> reader) {
    this.reader = reader;
  }

  /** Opens a file that {@link #canRead} has said yes to. */
  public static FlatReader open(Path file, FlatSchema schema) throws IOException {
    return new FlatReader(new Builder(new LocalInputFile(file), schema).build());
  }

  /** True if the file holds the schema's columns as the platform's own writers write them. */
  public static boolean canRead(Path file, FlatSchema schema) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    try (ParquetFileReader footer = ParquetFileReader.open(new LocalInputFile(file), options)) {
      return schema.matches(footer.getFooter().getFileMetaData().getSchema());
    }
  }

  /** The next row; null at the end. */
  public FlatRow read() throws IOException {
    return reader.read();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private static final class Builder extends ParquetReader.Builder<FlatRow> {
    private final FlatSchema schema;

    Builder(InputFile file, FlatSchema schema) {
      super(file, new PlainParquetConfiguration());
      this.schema = schema;
    }

    @Override
    protected ReadSupport<FlatRow> getReadSupport() {
      return new Support(schema);
    }
  }

  private static final class Support extends ReadSupport<FlatRow> {
    private final FlatSchema schema;

    Support(FlatSchema schema) {
      this.schema = schema;
    }

    @Override
    public ReadContext init(InitContext context) {
      return new ReadContext(schema.parquet());
    }

    @Override
    public RecordMaterializer<FlatRow> prepareForRead(
        Configuration configuration,
        Map<String, String> keyValueMetaData,
        MessageType fileSchema,
        ReadContext readContext) {
      return new FlatMaterializer(schema);
    }

    @Override
    public RecordMaterializer<FlatRow> prepareForRead(
        ParquetConfiguration configuration,
        Map<String, String> keyValueMetaData,
        MessageType fileSchema,
        ReadContext readContext) {
      return new FlatMaterializer(schema);
    }
  }
}
