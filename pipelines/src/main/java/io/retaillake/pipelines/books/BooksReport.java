package io.retaillake.pipelines.books;

import java.io.PrintStream;
import java.util.Locale;

/** Prints the books for a person. */
public final class BooksReport {

  private static final long SLA_SECONDS = 8;

  private BooksReport() {}

  /** What adds up, what is late, the rows of each table and the latency. */
  public static void print(Books books, PrintStream out) {
    line(out, "%nBooks");
    for (Balance balance : books.balances()) {
      line(out, "  %s", balance.line());
    }
    line(
        out,
        "  late      %.1f%% behind the watermark: %,d in time for their window, %,d too late",
        100 * books.lateShare(),
        books.late(),
        books.tooLate());
    line(
        out,
        "  rows      bronze %,d · silver %,d · quarantine %,d · windows %,d (%,d firings)",
        books.bronze(),
        books.silver(),
        books.quarantined(),
        books.windows(),
        books.windowRows());
    line(
        out,
        "  latency   p50 %s, p99 %s, max %s from Kafka to verdict, waiting in Kafka included"
            + " (SLA %d s for a live stream)",
        told(books.latency().p50()),
        told(books.latency().p99()),
        told(books.latency().max()),
        SLA_SECONDS);
  }

  private static String told(long millis) {
    return millis < 1000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  private static void line(PrintStream out, String form, Object... arguments) {
    out.printf(Locale.ROOT, form + "%n", arguments);
  }
}
