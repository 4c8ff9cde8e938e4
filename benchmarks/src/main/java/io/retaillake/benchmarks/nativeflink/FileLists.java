package io.retaillake.benchmarks.nativeflink;

import io.retaillake.lakehouse.DataFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;

/** Descriptions of files on their way to the committer of their table. */
final class FileLists {

  static final OutputTag<byte[]> BRONZE = new OutputTag<>("bronze-files") {};
  static final OutputTag<byte[]> SILVER = new OutputTag<>("silver-files") {};

  private FileLists() {}

  static byte[] encode(List<DataFile> files) {
    try {
      return InstantiationUtil.serializeObject(new ArrayList<>(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<DataFile> decode(byte[] files) throws IOException, ClassNotFoundException {
    return InstantiationUtil.deserializeObject(files, FileLists.class.getClassLoader());
  }
}
