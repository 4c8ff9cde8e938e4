package io.retaillake.transforms.delta;

import io.retaillake.lakehouse.DataFile;
import io.retaillake.lakehouse.OffsetRange;
import io.retaillake.lakehouse.RangeAppend;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.VarIntCoder;

/** A range and the description of its files, on the way to their committer and in its state. */
final class RangeAppendCoder extends AtomicCoder<RangeAppend> {
  private static final long serialVersionUID = 1L;

  private static final RangeAppendCoder INSTANCE = new RangeAppendCoder();

  private RangeAppendCoder() {}

  static RangeAppendCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(RangeAppend append, OutputStream out) throws IOException {
    OffsetRangeCoder.of().encode(append.range(), out);
    VarIntCoder.of().encode(append.files().size(), out);
    for (DataFile file : append.files()) {
      DataFileCoder.of().encode(file, out);
    }
  }

  @Override
  public RangeAppend decode(InputStream in) throws IOException {
    OffsetRange range = OffsetRangeCoder.of().decode(in);
    int count = VarIntCoder.of().decode(in);
    List<DataFile> files = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      files.add(DataFileCoder.of().decode(in));
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
