package io.retaillake.lakehouse.internal.flat;

import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;

/** Takes values from Parquet into one row that is filled again and again. */
final class FlatMaterializer extends RecordMaterializer<FlatRow> {
  private final FlatRow row;
  private final GroupConverter root;

  FlatMaterializer(FlatSchema schema) {
    row = new FlatRow(schema);
    Converter[] columns = new Converter[schema.size()];
    for (int column = 0; column < columns.length; column++) {
      columns[column] =
          schema.isBytes(column) ? new BytesColumn(row, column) : new NumberColumn(row, column);
    }
    root =
        new GroupConverter() {
          @Override
          public Converter getConverter(int field) {
            return columns[field];
          }

          @Override
          public void start() {
            row.clear();
          }

          @Override
          public void end() {}
        };
  }

  @Override
  public FlatRow getCurrentRecord() {
    return row;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static final class NumberColumn extends PrimitiveConverter {
    private final FlatRow row;
    private final int column;

    NumberColumn(FlatRow row, int column) {
      this.row = row;
      this.column = column;
    }

    @Override
    public void addLong(long value) {
      row.setNumber(column, value);
    }

    @Override
    public void addInt(int value) {
      row.setNumber(column, value);
    }

    @Override
    public void addBoolean(boolean value) {
      row.setNumber(column, value ? 1 : 0);
    }

    @Override
    public void addDouble(double value) {
      row.setNumber(column, Double.doubleToRawLongBits(value));
    }
  }

  private static final class BytesColumn extends PrimitiveConverter {
    private final FlatRow row;
    private final int column;
    private Binary[] dictionary = {};

    BytesColumn(FlatRow row, int column) {
      this.row = row;
      this.column = column;
    }

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary values) {
      dictionary = new Binary[values.getMaxId() + 1];
      for (int id = 0; id < dictionary.length; id++) {
        dictionary[id] = values.decodeToBinary(id);
      }
    }

    @Override
    public void addValueFromDictionary(int id) {
      row.setBytes(column, dictionary[id]);
    }

    @Override
    public void addBinary(Binary value) {
      row.setBytes(column, value);
    }
  }
}
