package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The law of the ledger: however a partition's offsets are cut, handed in and repeated. */
class LedgeredAppenderLawTest {
  private static final int LAST = 30;

  @Property(tries = 25)
  void tableHoldsEveryOffsetOnce(
      @ForAll @Size(min = 1, max = 4)
          List<@Size(max = 6) Set<@IntRange(max = LAST - 1) Integer>> cuttings,
      @ForAll @Size(max = 12) Set<@IntRange(max = LAST) Integer> offsetsWithoutRow,
      @ForAll Random random)
      throws IOException {
    Path lakehouse = Files.createTempDirectory("ledger");
    try {
      DeltaTable table = DeltaTable.openOrCreate(lakehouse.toString(), Ledgered.DEFINITION);
      List<LedgeredAppender> appenders =
          List.of(new LedgeredAppender(table), new LedgeredAppender(table));
      List<RangeAppend> all = new ArrayList<>();
      for (Set<Integer> cuts : cuttings) {
        all.addAll(ranges(table, cuts, offsetsWithoutRow));
      }
      List<RangeAppend> handedIn = new ArrayList<>(all);
      handedIn.addAll(all);
      Collections.shuffle(handedIn, random);

      while (!handedIn.isEmpty()) {
        int size = 1 + random.nextInt(Math.min(5, handedIn.size()));
        List<RangeAppend> batch = new ArrayList<>(handedIn.subList(0, size));
        handedIn.subList(0, size).clear();
        AppendResult result = appenders.get(random.nextInt(2)).append(batch);
        assertThat(result.committed().size() + result.skipped().size() + result.waiting().size())
            .isEqualTo(size);
        int place = handedIn.isEmpty() ? 0 : random.nextInt(handedIn.size());
        handedIn.addAll(place, result.waiting());
      }

      List<Long> expected = new ArrayList<>(Ledgered.upTo(LAST));
      expected.removeIf(offset -> offsetsWithoutRow.contains(offset.intValue()));
      assertThat(Ledgered.offsets(table, 0)).isEqualTo(expected);
      assertThat(table.snapshot().ledger(Ledgered.ledgerId(0))).hasValue(LAST);
    } finally {
      delete(lakehouse);
    }
  }

  /** The offsets cut behind each of these, a file for each run of rows. */
  private static List<RangeAppend> ranges(
      DeltaTable table, Set<Integer> cuts, Set<Integer> offsetsWithoutRow) {
    TreeSet<Integer> ends = new TreeSet<>(cuts);
    ends.add(LAST);
    List<RangeAppend> ranges = new ArrayList<>();
    long from = -1;
    for (int end : ends) {
      OffsetRange range =
          from < 0
              ? OffsetRange.startingChain(Ledgered.ledgerId(0), from, end)
              : OffsetRange.of(Ledgered.ledgerId(0), from, end);
      ranges.add(RangeAppend.of(range, files(table, from + 1, end, offsetsWithoutRow)));
      from = end;
    }
    return ranges;
  }

  private static List<DataFile> files(
      DeltaTable table, long first, long last, Set<Integer> offsetsWithoutRow) {
    List<DataFile> files = new ArrayList<>();
    long start = first;
    for (long offset = first; offset <= last + 1; offset++) {
      if (offset == last + 1 || offsetsWithoutRow.contains((int) offset)) {
        if (start < offset) {
          files.add(Ledgered.file(table, 0, start, offset - 1));
        }
        start = offset + 1;
      }
    }
    return files;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
