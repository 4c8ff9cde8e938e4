package io.retaillake.pipelines.charts;

import io.retaillake.bigquery.Warehouse;
import io.retaillake.dashboard.chart.ChartDefinition;
import io.retaillake.dashboard.chart.ChartExport;
import io.retaillake.dashboard.chart.ChartLibrary;
import io.retaillake.dashboard.chart.ChartReader;
import io.retaillake.dashboard.render.ChartRenderer;
import io.retaillake.dashboard.render.RenderedChart;
import io.retaillake.pipelines.cli.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Draws charts of what a warehouse holds, with a renderer for each core. */
public final class WriteCharts {

  private static final int MOST_RENDERERS = 4;
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final List<ChartDefinition> charts;
  private final Warehouse warehouse;
  private final Duration timeout;

  private WriteCharts(List<ChartDefinition> charts, Warehouse warehouse, Duration timeout) {
    this.charts = charts;
    this.warehouse = warehouse;
    this.timeout = timeout;
  }

  /** All charts. */
  public static WriteCharts all(Warehouse warehouse) {
    return of(ChartLibrary.load().all(), warehouse, TIMEOUT);
  }

  /** These charts; each statement may take so long. */
  static WriteCharts of(List<ChartDefinition> charts, Warehouse warehouse, Duration timeout) {
    return new WriteCharts(charts, warehouse, timeout);
  }

  /** Writes them to the folder in this theme, {@code dark} or {@code light}. */
  public ChartsWritten to(Path folder, String theme) throws IOException {
    long start = System.nanoTime();
    int renderers =
        Math.max(1, Math.min(MOST_RENDERERS, Runtime.getRuntime().availableProcessors()));
    try (ChartRenderer renderer = ChartRenderer.start(Math.min(renderers, charts.size()));
        ProgressLine progress = ProgressLine.start("charts", OptionalLong.of(charts.size()))) {
      AtomicLong done = new AtomicLong();
      List<RenderedChart> drawn =
          new ChartExport(new ChartReader(warehouse, timeout), renderer, theme)
              .write(charts, folder, chart -> progress.update(done.incrementAndGet()));
      return new ChartsWritten(folder, drawn, (System.nanoTime() - start) / 1e9);
    }
  }
}
