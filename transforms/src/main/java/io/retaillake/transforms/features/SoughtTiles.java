package io.retaillake.transforms.features;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * In which range of {@link RankRanges}, and at which place in it, each tile's first customer lies.
 * The first tile needs none: it begins with the first customer.
 */
record SoughtTiles(ImmutableMap<Measure, ImmutableListMultimap<Integer, Place>> places)
    implements Serializable {

  /** A tile, and the place of its first customer among those of the range, from 0. */
  record Place(int tile, long rankInRange) implements Serializable {}

  static SoughtTiles of(RangeCounts counts, int tiles) {
    ImmutableMap.Builder<Measure, ImmutableListMultimap<Integer, Place>> places =
        ImmutableMap.builder();
    counts.counts().forEach((measure, inRanges) -> places.put(measure, places(inRanges, tiles)));
    return new SoughtTiles(places.buildOrThrow());
  }

  private static ImmutableListMultimap<Integer, Place> places(
      ImmutableSortedMap<Integer, Long> counts, int tiles) {
    long customers = counts.values().stream().mapToLong(Long::longValue).sum();
    ImmutableListMultimap.Builder<Integer, Place> places = ImmutableListMultimap.builder();
    long before = 0;
    int tile = 2;
    for (Map.Entry<Integer, Long> range : counts.entrySet()) {
      long rank = Ntile.firstRank(customers, tiles, tile);
      while (tile <= tiles && rank < before + range.getValue()) {
        places.put(range.getKey(), new Place(tile, rank - before));
        tile++;
        rank = Ntile.firstRank(customers, tiles, tile);
      }
      before += range.getValue();
    }
    return places.build();
  }

  /** Whether a tile begins in the range; mostly none does. */
  boolean isSought(Measure measure, int range) {
    return places.get(measure).containsKey(range);
  }

  /** The tile starts among all keys of a range, in any order. */
  List<TileStart> startsAmong(Measure measure, int range, Iterable<RankKey> keysOfRange) {
    List<RankKey> keys = new ArrayList<>();
    keysOfRange.forEach(keys::add);
    Collections.sort(keys);
    return places.get(measure).get(range).stream()
        .map(
            place ->
                new TileStart(
                    measure, place.tile(), keys.get(Math.toIntExact(place.rankInRange()))))
        .toList();
  }
}
