package io.retaillake.pipelines.simulate;

import java.util.UUID;

/** Event ids that look like random UUIDs, and are the same for the same seed. */
final class EventIds {

  private static final long VERSION_4 = 0x4000L;
  private static final long VERSION_MASK = 0xF000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long VARIANT_MASK = 0xC000_0000_0000_0000L;
  private static final long STREAM = -2;

  private final SeededRandom random;

  EventIds(long seed) {
    this.random = new SeededRandom(SeededRandom.seed(seed, STREAM));
  }

  String next() {
    long high = (random.nextLong() & ~VERSION_MASK) | VERSION_4;
    long low = (random.nextLong() & ~VARIANT_MASK) | VARIANT;
    return new UUID(high, low).toString();
  }
}
