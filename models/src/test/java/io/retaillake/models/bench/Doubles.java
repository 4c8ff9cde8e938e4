package io.retaillake.models.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Files of little-endian doubles, as numpy's {@code tofile} writes them. */
public final class Doubles {

  private Doubles() {}

  /** All numbers of a file. */
  public static double[] read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer bytes =
          file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN);
      double[] numbers = new double[(int) (file.size() / Double.BYTES)];
      bytes.asDoubleBuffer().get(numbers);
      return numbers;
    }
  }

  /** The columns of a file that has one after the other. */
  public static double[][] columns(Path path, int count) throws IOException {
    double[] all = read(path);
    int rows = all.length / count;
    double[][] columns = new double[count][rows];
    for (int c = 0; c < count; c++) {
      System.arraycopy(all, c * rows, columns[c], 0, rows);
    }
    return columns;
  }
}
