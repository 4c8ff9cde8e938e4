package io.retaillake.pipelines.charts;

import io.retaillake.dashboard.render.RenderedChart;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What was written.
 *
 * @param folder where
 * @param charts the charts, in their order
 * @param seconds how long it took
 */
public record ChartsWritten(Path folder, List<RenderedChart> charts, double seconds) {

  /** Charts that only say what is missing. */
  public long empty() {
    return charts.stream().filter(RenderedChart::isNotice).count();
  }

  void print(PrintStream out) {
    for (RenderedChart chart : charts) {
      out.printf("  %-24s %s%n", chart.id(), chart.isNotice() ? chart.subtitle() : chart.title());
      chart.warnings().forEach(warning -> out.printf("  %-24s warning: %s%n", "", warning));
    }
    out.printf(
        Locale.ROOT,
        "Wrote %d charts to %s in %.1f s, each as PNG, SVG and CSV%s; %d with nothing to show yet%n",
        charts.size(),
        folder,
        seconds,
        charts.size() > 1 ? ", and all in dashboard.png" : "",
        empty());
  }
}
