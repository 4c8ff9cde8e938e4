package io.retaillake.lakehouse;

import io.retaillake.lakehouse.internal.TextRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How well a table's files are told apart by a column: how many of them, by their statistics, a
 * reader opens that looks for one value of it.
 *
 * @param column the column
 * @param files files of the table
 * @param bytes bytes of all of them
 * @param values different values that were looked for
 * @param meanOpened files opened for a value, on average
 * @param medianOpened files opened for a value, half need no more
 * @param mostOpened files opened for the value that needs most
 * @param meanBytesOpened bytes of the files opened for a value, on average
 */
public record Clustering(
    String column,
    int files,
    long bytes,
    int values,
    double meanOpened,
    int medianOpened,
    int mostOpened,
    long meanBytesOpened) {
  private static final int MOST_VALUES = 100;
  private static final int MOST_FILES_SAMPLED = 20;
  private static final long SEED = 42;

  /**
   * Looks for a hundred values of the column, drawn by chance, but the same ones each time, from
   * rows of twenty of the files.
   *
   * @throws IllegalArgumentException if there is no such column or it is no STRING in the files
   */
  public static Clustering sample(DeltaTable table, TableSnapshot snapshot, String column) {
    if (table.definition().column(column).type() != ColumnType.STRING
        || table.definition().partitionColumns().contains(column)) {
      throw new IllegalArgumentException("'" + column + "' is no STRING column of the files.");
    }
    List<DataFile> files = snapshot.files();
    return of(column, files, List.copyOf(draw(snapshot, files, column)));
  }

  /** Looks for these values in these files. */
  static Clustering of(String column, List<DataFile> files, List<String> values) {
    List<TextRange> ranges = files.stream().map(file -> TextRange.of(file, column)).toList();
    int[] opened = new int[values.size()];
    long bytesOpened = 0;
    for (int value = 0; value < opened.length; value++) {
      for (int file = 0; file < ranges.size(); file++) {
        if (ranges.get(file).mayHold(values.get(value))) {
          opened[value]++;
          bytesOpened += files.get(file).sizeBytes();
        }
      }
    }
    Arrays.sort(opened);
    boolean none = opened.length == 0;
    return new Clustering(
        column,
        files.size(),
        files.stream().mapToLong(DataFile::sizeBytes).sum(),
        opened.length,
        IntStream.of(opened).average().orElse(0),
        none ? 0 : opened[(opened.length - 1) / 2],
        none ? 0 : opened[opened.length - 1],
        none ? 0 : bytesOpened / opened.length);
  }

  private static Set<String> draw(TableSnapshot snapshot, List<DataFile> files, String column) {
    int step = Math.max(1, files.size() / MOST_FILES_SAMPLED);
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < files.size() && paths.size() < MOST_FILES_SAMPLED; i += step) {
      paths.add(files.get(i).relativePath());
    }
    Random random = new Random(SEED);
    List<String> drawn = new ArrayList<>();
    long[] seen = {0};
    snapshot.scan(
        List.of(column),
        RowFilter.all(),
        file -> paths.contains(file.relativePath()),
        row -> {
          if (row.isNull(0)) {
            return;
          }
          seen[0]++;
          if (drawn.size() < MOST_VALUES) {
            drawn.add(row.getString(0));
          } else {
            long place = (long) (random.nextDouble() * seen[0]);
            if (place < MOST_VALUES) {
              drawn.set((int) place, row.getString(0));
            }
          }
        });
    return new HashSet<>(drawn);
  }
}
