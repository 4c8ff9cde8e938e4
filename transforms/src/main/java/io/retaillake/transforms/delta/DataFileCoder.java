package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** The description of a finished file, on the way to the one who commits it. */
final class DataFileCoder extends AtomicCoder<DataFile> {
  private static final long serialVersionUID = 1L;

  private static final DataFileCoder INSTANCE = new DataFileCoder();
  private static final MapCoder<String, String> PARTITION_VALUES =
      MapCoder.of(StringUtf8Coder.of(), NullableCoder.of(StringUtf8Coder.of()));

  private DataFileCoder() {}

  static DataFileCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(DataFile file, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(file.relativePath(), out);
    VarLongCoder.of().encode(file.sizeBytes(), out);
    VarLongCoder.of().encode(file.modificationMillis(), out);
    PARTITION_VALUES.encode(file.partitionValues(), out);
    VarLongCoder.of().encode(file.rowCount(), out);
    StringUtf8Coder.of().encode(file.statistics(), out);
  }

  @Override
  public DataFile decode(InputStream in) throws IOException {
    String relativePath = StringUtf8Coder.of().decode(in);
    long sizeBytes = VarLongCoder.of().decode(in);
    long modificationMillis = VarLongCoder.of().decode(in);
    Map<String, String> partitionValues = PARTITION_VALUES.decode(in);
    return DataFile.of(
        relativePath,
        sizeBytes,
        modificationMillis,
        partitionValues,
        VarLongCoder.of().decode(in),
        StringUtf8Coder.of().decode(in));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  private Object readResolve() {
    return INSTANCE;
  }
}
