package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;

/** A range and the description of its files, on the way to their committer and in its state. */
final class RangeAppendCoder extends AtomicCoder<RangeAppend> {

  private static final RangeAppendCoder INSTANCE = new RangeAppendCoder();
  private static final MapCoder<String, String> PARTITION_VALUES =
      MapCoder.of(StringUtf8Coder.of(), NullableCoder.of(StringUtf8Coder.of()));

  private RangeAppendCoder() {}

  static RangeAppendCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RangeAppend append, OutputStream out) throws IOException {
    OffsetRangeCoder.of().encode(append.range(), out);
    VarIntCoder.of().encode(append.files().size(), out);
    for (DataFile file : append.files()) {
      StringUtf8Coder.of().encode(file.relativePath(), out);
      VarLongCoder.of().encode(file.sizeBytes(), out);
      VarLongCoder.of().encode(file.modificationMillis(), out);
      PARTITION_VALUES.encode(file.partitionValues(), out);
      VarLongCoder.of().encode(file.rowCount(), out);
      StringUtf8Coder.of().encode(file.statistics(), out);
    }
  }

  @Override
  public RangeAppend decode(InputStream in) throws IOException {
    OffsetRange range = OffsetRangeCoder.of().decode(in);
    int count = VarIntCoder.of().decode(in);
    List<DataFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String relativePath = StringUtf8Coder.of().decode(in);
      long sizeBytes = VarLongCoder.of().decode(in);
      long modificationMillis = VarLongCoder.of().decode(in);
      Map<String, String> partitionValues = PARTITION_VALUES.decode(in);
      files.add(
          DataFile.of(
              relativePath,
              sizeBytes,
              modificationMillis,
              partitionValues,
              VarLongCoder.of().decode(in),
              StringUtf8Coder.of().decode(in)));
    }
    return RangeAppend.of(range, files);
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }

  private Object readResolve() {
    return INSTANCE;
  }
}
