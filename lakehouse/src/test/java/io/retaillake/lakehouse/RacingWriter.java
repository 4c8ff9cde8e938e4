package io.retaillake.lakehouse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A writer that cuts the offsets of two partitions in its own way and hands them in until the table
 * holds them all, as several of its kind do at the same time.
 */
final class RacingWriter {
  private static final int PARTITIONS = 2;

  private final DeltaTable table;
  private final long last;
  private final Random random;

  RacingWriter(String lakehouse, long last, long seed) {
    this.table = DeltaTable.openOrCreate(lakehouse, Ledgered.DEFINITION);
    this.last = last;
    this.random = new Random(seed);
  }

  /** Returns the rows that this writer committed. */
  long run() {
    LedgeredAppender appender = new LedgeredAppender(table);
    List<RangeAppend> open = new ArrayList<>();
    long[] handled = {-1, -1};
    long rows = 0;
    while (!open.isEmpty() || handled[0] < last || handled[1] < last) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        if (handled[partition] < last) {
          open.add(next(partition, handled));
        }
      }
      AppendResult result = appender.append(open);
      rows += result.rows();
      open = new ArrayList<>(result.waiting());
    }
    return rows;
  }

  private RangeAppend next(int partition, long[] handled) {
    long from = handled[partition];
    long to = Math.min(last, from + 1 + random.nextInt(20));
    handled[partition] = to;
    return from < 0
        ? Ledgered.start(table, partition, from, to)
        : Ledgered.append(table, partition, from, to);
  }

  /** Runs one writer: lakehouse, last offset, seed. */
  public static void main(String[] args) {
    new RacingWriter(args[0], Long.parseLong(args[1]), Long.parseLong(args[2])).run();
  }
}
