package io.retaillake.bigquery.duckdb;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Cancels a statement that takes too long. */
final class Watchdog implements AutoCloseable {

  private static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1, new ThreadFactoryBuilder().setDaemon(true).setNameFormat("query-timeout").build());

  static {
    TIMER.setRemoveOnCancelPolicy(true);
  }

  private final @Nullable Future<?> alarm;
  private volatile boolean barked;

  private Watchdog(Statement statement, Duration timeout) {
    this.alarm =
        timeout.isZero()
            ? null
            : TIMER.schedule(() -> bark(statement), timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Watches over a statement that is about to run; with a timeout of zero it does nothing. */
  static Watchdog over(Statement statement, Duration timeout) {
    return new Watchdog(statement, timeout);
  }

  /** True if the statement was cancelled. */
  boolean barked() {
    return barked;
  }

  private void bark(Statement statement) {
    barked = true;
    try {
      statement.cancel();
    } catch (SQLException e) {
      throw new IllegalStateException("a statement could not be cancelled", e);
    }
  }

  @Override
  public void close() {
    if (alarm != null) {
      alarm.cancel(false);
    }
  }
}
