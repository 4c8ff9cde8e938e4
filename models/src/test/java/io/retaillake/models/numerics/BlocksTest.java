package io.retaillake.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlocksTest {

  @Test
  void everyRowIsDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(100_001);

    Blocks.forEach(
        done.length(), (from, to) -> IntStream.range(from, to).forEach(done::getAndIncrement));

    assertThat(IntStream.range(0, done.length()).map(done::get).distinct()).containsExactly(1);
  }

  @Test
  void sumsAreTheSameToTheLastBitEveryTime() {
    Blocks.Summing harmonic =
        (from, to, sums) -> {
          for (int i = from; i < to; i++) {
            sums[0] += 1.0 / (i + 1);
            sums[1] += 1;
          }
        };
    double[] first = Blocks.sum(1_000_000, 2, harmonic);

    for (int i = 0; i < 20; i++) {
      assertThat(Blocks.sum(1_000_000, 2, harmonic)).isEqualTo(first);
    }
    assertThat(first[0]).isCloseTo(14.392726722865, org.assertj.core.data.Offset.offset(1e-11));
    assertThat(first[1]).isEqualTo(1_000_000);
  }

  @Test
  void noRowsAreNoWork() {
    assertThat(Blocks.sum(0, 1, (from, to, sums) -> sums[0] = 1)).containsExactly(0);
  }
}
