package io.retaillake.pipelines.books;

import org.HdrHistogram.Histogram;

/**
 * Percentiles of a latency in milliseconds, by the nearest rank; all 0 if there was none.
 *
 * @param p50 half were at most this
 * @param p99 99 of 100 were at most this
 * @param max none was more
 */
public record Latency(long p50, long p99, long max) {

  /**
   * Gathers latencies in memory that does not grow with them. What is above 2 s is exact to a
   * thousandth; a record from the future was judged at once. Not thread-safe.
   */
  static final class Samples {
    private static final int DIGITS = 3;

    private final Histogram millis = new Histogram(DIGITS);

    void add(long latencyMillis) {
      millis.recordValue(Math.max(0, latencyMillis));
    }

    Latency percentiles() {
      return new Latency(
          millis.getValueAtPercentile(50), millis.getValueAtPercentile(99), millis.getMaxValue());
    }
  }
}
