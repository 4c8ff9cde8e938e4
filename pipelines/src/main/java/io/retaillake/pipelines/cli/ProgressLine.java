package io.retaillake.pipelines.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Shows how far a long piece of work is: how many, how fast, how long still.
 *
 * <p>On a terminal it is one line that is written over; elsewhere, in a log say, a new line every
 * few seconds until all is done. {@link #update} may be called for every item: it looks at the
 * clock and mostly returns.
 *
 * <p>Not thread-safe.
 *
 * <pre>{@code
 * try (ProgressLine progress = ProgressLine.start("replay", OptionalLong.of(rows))) {
 *   ... progress.update(done);
 * }
 * }</pre>
 */
public final class ProgressLine implements AutoCloseable {

  private static final long TERMINAL_PERIOD_NANOS = 200_000_000L;
  private static final long LOG_PERIOD_NANOS = 5_000_000_000L;
  private static final double NANOS_PER_SECOND = 1e9;

  private final String what;
  private final OptionalLong total;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final long startNanos;
  private long nextPrintNanos;
  private long done;
  private int widest;
  private boolean printed;
  private long lastPrinted;

  ProgressLine(
      String what, OptionalLong total, PrintStream out, boolean terminal, LongSupplier nanoClock) {
    this.what = what;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.startNanos = nanoClock.getAsLong();
    this.nextPrintNanos = startNanos + period();
  }

  /** Starts the clock, on standard error; without a total there is no time left to show. */
  public static ProgressLine start(String what, OptionalLong total) {
    return new ProgressLine(what, total, System.err, System.console() != null, System::nanoTime);
  }

  /** Says that this many items are done in all, and shows it if it is time to. */
  public void update(long doneInAll) {
    done = doneInAll;
    long now = nanoClock.getAsLong();
    if (now - nextPrintNanos >= 0 && !saidThatAllIsDone()) {
      nextPrintNanos = now + period();
      print(now);
    }
  }

  /** Shows the last state, if any was shown before, and ends the line. */
  @Override
  public void close() {
    if (!printed) {
      return;
    }
    if (!saidThatAllIsDone()) {
      print(nanoClock.getAsLong());
    }
    if (terminal) {
      out.println();
    }
  }

  /** A log needs to be told once only. */
  private boolean saidThatAllIsDone() {
    return !terminal
        && printed
        && lastPrinted == done
        && total.isPresent()
        && done >= total.getAsLong();
  }

  private long period() {
    return terminal ? TERMINAL_PERIOD_NANOS : LOG_PERIOD_NANOS;
  }

  private void print(long nowNanos) {
    String line = line((nowNanos - startNanos) / NANOS_PER_SECOND);
    printed = true;
    lastPrinted = done;
    if (terminal) {
      widest = Math.max(widest, line.length());
      out.print("\r" + line + " ".repeat(widest - line.length()));
      out.flush();
    } else {
      out.println(line);
    }
  }

  private String line(double seconds) {
    double perSecond = seconds > 0 ? done / seconds : 0;
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%s  %,d", what, done));
    if (total.isPresent() && total.getAsLong() > 0) {
      line.append(
          String.format(
              Locale.ROOT,
              " of %,d (%d%%)",
              total.getAsLong(),
              Math.min(100, 100 * done / total.getAsLong())));
    }
    line.append(String.format(Locale.ROOT, "  %,.0f/s", perSecond));
    if (total.isPresent() && done > 0) {
      long left = Math.max(0, total.getAsLong() - done);
      line.append("  ").append(duration(Math.round(left / perSecond))).append(" left");
    }
    return line.toString();
  }

  private static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
  }
}
