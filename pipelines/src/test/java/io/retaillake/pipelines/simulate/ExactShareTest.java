package io.retaillake.pipelines.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ExactShareTest {

  @Property(tries = 300)
  void picksTheShareExactly(
      @ForAll @DoubleRange(max = 1) double share,
      @ForAll @IntRange(max = 500) int all,
      @ForAll long seed) {
    ExactShare picking = new ExactShare(share, all, new SeededRandom(seed));
    int picked = 0;
    for (int thing = 0; thing < all; thing++) {
      picked += picking.picksNext() ? 1 : 0;
    }

    assertThat(picked).isEqualTo(Math.round(share * all));
  }
}
