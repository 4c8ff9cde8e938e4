package io.retaillake.pipelines.demo;

import io.retaillake.bigquery.PublishResult;
import io.retaillake.pipelines.books.Books;
import io.retaillake.pipelines.books.BooksReport;
import io.retaillake.pipelines.charts.ChartsWritten;
import io.retaillake.pipelines.experiment.ExperimentReport;
import io.retaillake.pipelines.experiment.ExperimentRun;
import io.retaillake.pipelines.features.FeatureReport;
import io.retaillake.pipelines.features.FeatureRun;
import io.retaillake.pipelines.segments.SegmentReport;
import io.retaillake.pipelines.segments.SegmentRun;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.simulate.SimulationReport;
import io.retaillake.pipelines.stream.StreamRun;
import io.retaillake.pipelines.value.ValueReport;
import io.retaillake.pipelines.value.ValueRun;
import io.retaillake.pipelines.warehouse.WarehouseTour;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the demo prints. */
final class DemoReport {

  private final PrintStream out;
  private int steps;

  DemoReport(PrintStream out) {
    this.out = out;
  }

  void title(String runner, Path lakehouse) {
    line(
        "Retail Streaming Lakehouse · %s · %d cores · %s%n",
        runner, Runtime.getRuntime().availableProcessors(), lakehouse);
  }

  void kafka(String bootstrapServers, String topic, int partitions, double seconds) {
    step(
        "Kafka",
        String.format(
            Locale.ROOT, "broker %s, topic %s, %d partitions", bootstrapServers, topic, partitions),
        seconds,
        "");
  }

  void simulation(SimulationReport report, SimulationOptions options, double seconds) {
    step(
        "Simulate",
        String.format(
            Locale.ROOT,
            "%,d records · %,d customers · 65 weeks",
            report.records(),
            options.customers()),
        seconds,
        rate(report.records(), seconds));
  }

  void stream(Books books, StreamRun run, ProcessCost cost) {
    step(
        "Stream",
        String.format(
            Locale.ROOT,
            "%,d records · %.1f µs of CPU each · peak heap %,d MiB",
            books.produced(),
            1e6 * cost.cpuSeconds() / books.produced(),
            cost.peakHeapBytes() >> 20),
        cost.seconds(),
        rate(books.produced(), cost.seconds()));
  }

  void books(Books books, StreamRun run) {
    BooksReport.print(books, out);
    line(
        "  again     %,d records read again and skipped · %,d rows written again and skipped · %,d"
            + " partial sums dropped as late",
        run.replayed(), run.rowsSkipped(), run.droppedLate());
  }

  void features(FeatureRun run, double seconds) {
    line("");
    step(
        "Features",
        String.format(
            Locale.ROOT,
            "%,d events · %,d customers, %,d of them with a purchase",
            run.silverRows(),
            run.customers(),
            run.buyers()),
        seconds,
        rate(run.silverRows(), seconds));
    FeatureReport.print(run, out);
  }

  void value(ValueRun run, double seconds) {
    line("");
    step(
        "Value",
        String.format(
            Locale.ROOT,
            "$%,.0f in 12 months · %.1f%% of it by the top 20%%",
            run.totalClv(),
            100 * run.topShareOfClv()),
        seconds,
        rate(run.customers(), seconds));
    ValueReport.print(run, out);
  }

  void segments(SegmentRun run, double seconds) {
    line("");
    step(
        "Segments",
        String.format(Locale.ROOT, "K = %d · silhouette %.4f", run.chosenK(), run.silhouette()),
        seconds,
        rate(run.customers(), seconds));
    SegmentReport.print(run, out);
  }

  void experiment(ExperimentRun run, double seconds) {
    line("");
    step(
        "Win-back",
        String.format(Locale.ROOT, "%,d customers · outcomes are simulated", run.customers()),
        seconds,
        rate(run.customers(), seconds));
    ExperimentReport.print(run, out);
  }

  void published(List<PublishResult> results, String warehouse, double seconds) {
    line("");
    step(
        "Publish",
        String.format(
            Locale.ROOT,
            "%,d tables, %,d rows, to %s",
            results.size(),
            results.stream().mapToLong(PublishResult::rows).sum(),
            warehouse),
        seconds,
        "");
  }

  void asked(WarehouseTour.Asked asked, double seconds) {
    step(
        "Query",
        String.format(
            Locale.ROOT,
            "%d statements, the slowest %s in %.0f ms",
            asked.answered().size(),
            asked.slowest(),
            asked.slowestMillis()),
        seconds,
        "");
    if (!asked.waiting().isEmpty()) {
      line(
          "            %d more wait for the jobs that make their tables: %s",
          asked.waiting().size(), String.join(", ", asked.waiting()));
    }
  }

  void compared(List<String> refreshed, WarehouseTour.RawAndView times, double seconds) {
    step(
        "Refresh",
        String.format(
            Locale.ROOT,
            "%s: %.1f ms raw, %.1f ms from the view, %.0f times faster",
            String.join(", ", refreshed),
            times.rawMillis(),
            times.viewMillis(),
            times.ratio()),
        seconds,
        "");
  }

  void charts(ChartsWritten written, double seconds) {
    step(
        "Charts",
        String.format(
            Locale.ROOT,
            "%d to %s, all in dashboard.png%s",
            written.charts().size(),
            written.folder(),
            written.empty() > 0 ? ", " + written.empty() + " with nothing to show yet" : ""),
        seconds,
        "");
  }

  void tables(Path lakehouse) {
    line("%nTables in %s: open them with any Delta reader", lakehouse.toAbsolutePath().normalize());
    line("Next: README.md#what-now");
  }

  void page(String url) {
    line("Dashboard at %s until Ctrl-C; --noServe ends without it", url);
  }

  private void step(String name, String what, double seconds, String rate) {
    steps++;
    line("%-11s %-72s %6.1f s  %s", steps + " " + name, what, seconds, rate);
  }

  private static String rate(long records, double seconds) {
    return String.format(Locale.ROOT, "%,.0f/s", records / seconds);
  }

  private void line(String form, Object... arguments) {
    out.printf(Locale.ROOT, form + "%n", arguments);
  }
}
