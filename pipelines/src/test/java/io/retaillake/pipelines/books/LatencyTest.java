package io.retaillake.pipelines.books;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyTest {

  private final Latency.Samples samples = new Latency.Samples();

  @Test
  void percentilesAreByTheNearestRank() {
    for (long millis = 1; millis <= 1_000; millis++) {
      samples.add(millis);
    }

    assertThat(samples.percentiles()).isEqualTo(new Latency(500, 990, 1_000));
  }

  @Test
  void hourIsExactToAThousandth() {
    samples.add(3_600_000);

    assertThat(samples.percentiles().p50()).isBetween(3_600_000L, 3_603_600L);
  }

  @Test
  void recordFromTheFutureWasJudgedAtOnce() {
    samples.add(-5_000);

    assertThat(samples.percentiles()).isEqualTo(new Latency(0, 0, 0));
  }

  @Test
  void noneIsNothing() {
    assertThat(samples.percentiles()).isEqualTo(new Latency(0, 0, 0));
  }
}
