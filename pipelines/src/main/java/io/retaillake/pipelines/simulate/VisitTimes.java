package io.retaillake.pipelines.simulate;

import java.util.concurrent.TimeUnit;

/** When the steps of a visit happen: some clicks within two seconds, most after a longer look. */
final class VisitTimes {

  /** No visit takes longer than this. */
  static final long LONGEST_VISIT_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final double QUICK_SHARE = 0.12;
  private static final double QUICK_LEAST_SECONDS = 0.2;
  private static final double QUICK_MOST_SECONDS = 2;
  private static final double LOOK_LEAST_SECONDS = 3;
  private static final double LOOK_MEAN_MORE_SECONDS = 35;
  private static final double LOOK_MOST_SECONDS = 240;

  private final long firstMicros;
  private final long endMicros;

  /** Times from the first moment on, included, to the end, excluded. */
  VisitTimes(long firstMicros, long endMicros) {
    this.firstMicros = firstMicros;
    this.endMicros = endMicros;
  }

  /** The times of so many steps of which the first falls at the moment. */
  long[] startingAt(long micros, int steps, SeededRandom random) {
    long[] times =
        sinceStart(steps, Math.min(LONGEST_VISIT_MICROS, endMicros - 1 - micros), random);
    return shift(times, micros);
  }

  /** The times of so many steps of which the last falls at the moment. */
  long[] endingAt(long micros, int steps, SeededRandom random) {
    long[] times = sinceStart(steps, Math.min(LONGEST_VISIT_MICROS, micros - firstMicros), random);
    return shift(times, micros - times[steps - 1]);
  }

  private static long[] sinceStart(int steps, long mostMicros, SeededRandom random) {
    long[] times = new long[steps];
    for (int step = 1; step < steps; step++) {
      times[step] = times[step - 1] + (long) (pauseSeconds(random) * 1e6);
    }
    if (steps > 0 && times[steps - 1] > mostMicros) {
      double squeeze = (double) mostMicros / times[steps - 1];
      for (int step = 0; step < steps; step++) {
        times[step] = Math.min(mostMicros, (long) (times[step] * squeeze));
      }
    }
    return times;
  }

  private static double pauseSeconds(SeededRandom random) {
    if (random.chance(QUICK_SHARE)) {
      return QUICK_LEAST_SECONDS + random.uniform() * (QUICK_MOST_SECONDS - QUICK_LEAST_SECONDS);
    }
    double look = LOOK_LEAST_SECONDS + random.exponential(LOOK_MEAN_MORE_SECONDS);
    return Math.min(look, LOOK_MOST_SECONDS);
  }

  private static long[] shift(long[] times, long micros) {
    for (int step = 0; step < times.length; step++) {
      times[step] += micros;
    }
    return times;
  }
}
