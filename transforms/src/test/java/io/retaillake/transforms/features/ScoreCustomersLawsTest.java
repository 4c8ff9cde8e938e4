package io.retaillake.transforms.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Scores by counting are those of one big sort, whatever the customers and whoever is sampled. */
class ScoreCustomersLawsTest {

  private static final int TILES = 5;

  @Property(tries = 500)
  void scoresAreThoseOfOneSort(
      @ForAll("customers") List<RankedCustomer> customers,
      @ForAll @IntRange(min = 0, max = 20) int sampleSize,
      @ForAll long seed) {
    assertThat(byCounting(customers, sampleSize, seed)).isEqualTo(bySorting(customers));
  }

  @Property(tries = 100)
  void orderOfCustomersDoesNotMatter(
      @ForAll("customers") List<RankedCustomer> customers, @ForAll long seed) {
    List<RankedCustomer> shuffled = new ArrayList<>(customers);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(byCounting(shuffled, 7, seed)).isEqualTo(byCounting(customers, 7, seed + 1));
  }

  @Property(tries = 200)
  void tilesAreAsEvenAsTheyCanBeAndTheFirstAreLarger(
      @ForAll @IntRange(min = 1, max = 200) int rows,
      @ForAll @IntRange(min = 1, max = 9) int tiles) {
    long previousSize = Long.MAX_VALUE;
    for (int tile = 1; tile <= tiles; tile++) {
      long size = Ntile.firstRank(rows, tiles, tile + 1) - Ntile.firstRank(rows, tiles, tile);
      assertThat(size)
          .isBetween((long) rows / tiles, rows / tiles + 1L)
          .isLessThanOrEqualTo(previousSize);
      previousSize = size;
    }
    assertThat(Ntile.firstRank(rows, tiles, 1)).isZero();
    assertThat(Ntile.firstRank(rows, tiles, tiles + 1)).isEqualTo(rows);
  }

  /** Few values, so that ties are many; names whose order in Java is not that of their bytes. */
  @Provide
  Arbitrary<List<RankedCustomer>> customers() {
    Arbitrary<String> names = Arbitraries.of("c", "C", "ä", "\uFB01", "\uD83D\uDE00", "z");
    Arbitrary<RankedCustomer> customer =
        Combinators.combine(
                names,
                Arbitraries.integers().between(0, 300),
                Arbitraries.of(Long.MIN_VALUE, 0L, 1L, Long.MAX_VALUE),
                Arbitraries.longs().between(0, 2),
                Arbitraries.longs().between(0, 1_000_000))
            .as((name, number, r, f, m) -> new RankedCustomer(name + number, r, f, m));
    return customer.list().ofMaxSize(120).uniqueElements(RankedCustomer::userId);
  }

  private static Map<String, String> byCounting(
      List<RankedCustomer> customers, int sampleSize, long seed) {
    List<RankedCustomer> sample = new ArrayList<>(customers);
    Collections.shuffle(sample, new Random(seed));
    RankRanges ranges =
        RankRanges.startingAt(sample.subList(0, Math.min(sampleSize, sample.size())));
    RangeCounts.Counter first = new RangeCounts.Counter();
    RangeCounts.Counter second = new RangeCounts.Counter();
    for (int i = 0; i < customers.size(); i++) {
      (i % 3 == 0 ? first : second).count(ranges, customers.get(i));
    }
    first.add(second.counts());
    SoughtTiles sought = SoughtTiles.of(first.counts(), TILES);
    List<TileStart> starts = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      Map<Integer, List<RankKey>> byRange = new TreeMap<>();
      for (RankedCustomer customer : customers) {
        RankKey key = customer.key(measure);
        byRange.computeIfAbsent(ranges.rangeOf(measure, key), r -> new ArrayList<>()).add(key);
      }
      byRange.forEach((range, keys) -> starts.addAll(sought.startsAmong(measure, range, keys)));
    }
    RfmScores.Rule rule = new RfmScores.Rule(starts);
    Map<String, String> scores = new HashMap<>();
    customers.forEach(customer -> scores.put(customer.userId(), rule.score(customer).text()));
    return scores;
  }

  private static Map<String, String> bySorting(List<RankedCustomer> customers) {
    Map<String, String> scores = new HashMap<>();
    customers.forEach(customer -> scores.put(customer.userId(), ""));
    for (Comparator<RankedCustomer> order :
        List.of(
            Comparator.comparingLong(RankedCustomer::recency),
            Comparator.comparingLong(RankedCustomer::frequency),
            Comparator.comparingLong(RankedCustomer::monetary))) {
      List<RankedCustomer> sorted =
          customers.stream()
              .sorted(order.thenComparing(c -> c.userId().codePoints().boxed().toList(), LEXICAL))
              .toList();
      int large = sorted.size() / TILES + 1;
      int inLarge = sorted.size() % TILES * large;
      for (int i = 0; i < sorted.size(); i++) {
        int tile =
            i < inLarge
                ? 1 + i / large
                : 1 + sorted.size() % TILES + (i - inLarge) / (sorted.size() / TILES);
        scores.merge(sorted.get(i).userId(), "" + tile, String::concat);
      }
    }
    return scores;
  }

  private static final Comparator<List<Integer>> LEXICAL =
      (left, right) -> {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
          int order = left.get(i).compareTo(right.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(left.size(), right.size());
      };
}
