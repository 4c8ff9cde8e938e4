package io.retaillake.models.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentOrderTest {

  @Test
  void rowsAreSortedByTheirUnsignedHashesAndEqualOnesStayInOrder() {
    long[] hashes = new Random(1).longs(10_000).map(hash -> hash & 0xF00000000000000FL).toArray();

    int[] expected =
        IntStream.range(0, hashes.length)
            .boxed()
            .sorted(Comparator.comparing(row -> hashes[row], Long::compareUnsigned))
            .mapToInt(Integer::intValue)
            .toArray();
    assertThat(ContentOrder.sorted(hashes)).isEqualTo(expected);
  }

  @Test
  void bothZerosAreTheSameValue() {
    assertThat(ContentOrder.mix(7, -0.0)).isEqualTo(ContentOrder.mix(7, 0.0));
    assertThat(ContentOrder.mix(7, 1.0)).isNotEqualTo(ContentOrder.mix(8, 1.0));
  }
}
