package io.retaillake.transforms.features;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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
      ImmutableLongArray counts, int tiles) {
    long customers = counts.stream().sum();
    ImmutableListMultimap.Builder<Integer, Place> places = ImmutableListMultimap.builder();
    int range = 0;
    long before = 0;
    for (int tile = 2; tile <= tiles; tile++) {
      long rank = Ntile.firstRank(customers, tiles, tile);
      if (rank >= customers) {
        break;
      }
      while (before + counts.get(range) <= rank) {
        before += counts.get(range++);
      }
      places.put(range, new Place(tile, rank - before));
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
