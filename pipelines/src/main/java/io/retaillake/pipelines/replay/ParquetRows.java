package io.retaillake.pipelines.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Reads a Parquet file's plain columns into one array of cells that is used for every row. */
final class ParquetRows extends ReadSupport<@Nullable Object[]> {

  /** The file's schema without repeated and nested columns. */
  static MessageType plainColumns(MessageType schema) {
    List<Type> plain =
        schema.getFields().stream()
            .filter(type -> type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED))
            .toList();
    return new MessageType(schema.getName(), plain);
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(plainColumns(context.getFileSchema()));
  }

  @Override
  public RecordMaterializer<@Nullable Object[]> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new RowMaterializer(context.getRequestedSchema());
  }

  @Override
  public RecordMaterializer<@Nullable Object[]> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType fileSchema,
      ReadContext context) {
    return new RowMaterializer(context.getRequestedSchema());
  }

  private static final class RowMaterializer extends RecordMaterializer<@Nullable Object[]> {

    private final @Nullable Object[] row;
    private final GroupConverter root;

    RowMaterializer(MessageType schema) {
      row = new Object[schema.getFieldCount()];
      Converter[] cells = new Converter[row.length];
      for (int i = 0; i < row.length; i++) {
        cells[i] = new ParquetCell(schema.getType(i).asPrimitiveType(), row, i);
      }
      root = new RowConverter(row, cells);
    }

    @Override
    public @Nullable Object[] getCurrentRecord() {
      return row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class RowConverter extends GroupConverter {

    private final @Nullable Object[] row;
    private final Converter[] cells;

    RowConverter(@Nullable Object[] row, Converter[] cells) {
      this.row = row;
      this.cells = cells;
    }

    @Override
    public Converter getConverter(int column) {
      return cells[column];
    }

    @Override
    public void start() {
      // A column that is null in this row is not called.
      Arrays.fill(row, null);
    }

    @Override
    public void end() {}
  }
}
