package io.retaillake.transforms.features;

import java.io.Serializable;

/** The customer that a tile begins with, by one measure. */
record TileStart(Measure measure, int tile, RankKey key) implements Serializable {}
