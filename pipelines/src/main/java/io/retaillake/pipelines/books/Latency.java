package io.retaillake.pipelines.books;

import java.util.Arrays;

/**
 * Percentiles of a latency in milliseconds, by the nearest rank; all 0 if there was none.
 *
 * @param p50 half were at most this
 * @param p99 99 of 100 were at most this
 * @param max none was more
 */
public record Latency(long p50, long p99, long max) {

  /** Gathers latencies. Not thread-safe. */
  static final class Samples {
    private long[] millis = new long[1 << 16];
    private int count;

    void add(long latencyMillis) {
      if (count == millis.length) {
        millis = Arrays.copyOf(millis, 2 * count);
      }
      millis[count++] = latencyMillis;
    }

    Latency percentiles() {
      Arrays.sort(millis, 0, count);
      return new Latency(at(0.50), at(0.99), at(1));
    }

    private long at(double share) {
      return count == 0 ? 0 : millis[(int) Math.ceil(share * count) - 1];
    }
  }
}
