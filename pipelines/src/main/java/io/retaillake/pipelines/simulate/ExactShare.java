package io.retaillake.pipelines.simulate;

/**
 * Picks an exact number of a known number of things as they pass, all choices being equally likely
 * (Knuth's algorithm S, "The Art of Computer Programming", volume 2, section 3.4.2).
 */
final class ExactShare {

  private final SeededRandom random;
  private long toPick;
  private long toCome;

  /** Picks {@code share} of {@code all}, rounded. */
  ExactShare(double share, long all, SeededRandom random) {
    this.random = random;
    this.toPick = Math.round(share * all);
    this.toCome = all;
  }

  /** Whether the next thing is picked. */
  boolean picksNext() {
    boolean picked = random.uniform() * toCome < toPick;
    toCome--;
    if (picked) {
      toPick--;
    }
    return picked;
  }
}
