package io.retaillake.transforms.admission;

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** Counts the verdicts of {@link AdmitEvents}, one update a frame and counter. */
final class VerdictCounters implements Serializable {

  private final Counter accepted = counter("accepted");
  private final Counter duplicate = counter("duplicate");
  private final Counter late = counter("late");
  private final Counter tooLate = counter("too_late");
  private final Counter quarantined = counter("quarantined");
  private final Counter replayed = counter("replayed");

  private static Counter counter(String name) {
    return Metrics.counter(AdmitEvents.class, name);
  }

  void count(AdmittedFrame frame) {
    long[] counts = new long[Verdict.values().length];
    for (int i = 0; i < frame.frame().count(); i++) {
      counts[frame.verdict(i).ordinal()]++;
    }
    long duplicates =
        counts[Verdict.DUPLICATE_ON_TIME.ordinal()]
            + counts[Verdict.DUPLICATE_LATE.ordinal()]
            + counts[Verdict.DUPLICATE_TOO_LATE.ordinal()];
    long lates = counts[Verdict.LATE.ordinal()];
    long tooLates = counts[Verdict.TOO_LATE.ordinal()];
    increase(accepted, counts[Verdict.ON_TIME.ordinal()] + lates + tooLates + duplicates);
    increase(duplicate, duplicates);
    increase(late, lates);
    increase(tooLate, tooLates);
    increase(quarantined, counts[Verdict.QUARANTINED.ordinal()]);
    increase(replayed, counts[Verdict.REPLAYED.ordinal()]);
  }

  private static void increase(Counter counter, long by) {
    if (by > 0) {
      counter.inc(by);
    }
  }
}
