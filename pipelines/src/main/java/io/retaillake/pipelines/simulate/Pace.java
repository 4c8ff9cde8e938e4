package io.retaillake.pipelines.simulate;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Keeps records to so many a second, evenly, counted from the first. Not thread-safe. */
public final class Pace {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final long LONGEST_NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final double perSecond;
  private long startNanos;

  private Pace(double perSecond) {
    this.perSecond = perSecond;
  }

  /** So many records a second; 0 stands for as many as can be. */
  public static Pace perSecond(double perSecond) {
    if (!(perSecond >= 0)) {
      throw new IllegalArgumentException("a pace must not be negative: " + perSecond);
    }
    return new Pace(perSecond);
  }

  /** Returns when it is the record's turn, or once {@code stopped} holds. */
  void await(long recordsBefore, BooleanSupplier stopped) {
    if (perSecond == 0) {
      return;
    }
    if (recordsBefore == 0) {
      startNanos = System.nanoTime();
    }
    long dueNanos = startNanos + (long) (recordsBefore / perSecond * NANOS_PER_SECOND);
    long left = dueNanos - System.nanoTime();
    while (left > 0 && !stopped.getAsBoolean()) {
      LockSupport.parkNanos(Math.min(left, LONGEST_NAP_NANOS));
      left = dueNanos - System.nanoTime();
    }
  }
}
