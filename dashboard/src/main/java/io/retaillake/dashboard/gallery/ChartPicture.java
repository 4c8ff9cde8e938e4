package io.retaillake.dashboard.gallery;

import io.retaillake.dashboard.chart.ChartData;
import io.retaillake.dashboard.render.RenderedChart;

/**
 * A drawn chart.
 *
 * @param id the chart's id
 * @param title what the data say
 * @param subtitle what is shown
 * @param footer source, as-of time and row count
 * @param svg the picture; empty if it can't be drawn, and then the title says why
 * @param png the same as PNG, where it stands alone
 * @param csv the rows
 * @param generation the state of the lakehouse that it shows
 * @param drawnNanos when it was drawn, by the JVM's clock
 */
public record ChartPicture(
    String id,
    String title,
    String subtitle,
    String footer,
    String svg,
    byte[] png,
    String csv,
    long generation,
    long drawnNanos) {

  static ChartPicture of(RenderedChart chart, ChartData data, long generation, long nanos) {
    return new ChartPicture(
        chart.id(),
        chart.title(),
        chart.subtitle(),
        data.footer(),
        chart.svg(),
        chart.png(),
        data.csv(),
        generation,
        nanos);
  }

  static ChartPicture failed(String id, String why, long generation, long nanos) {
    return new ChartPicture(id, why, "", "", "", new byte[0], "", generation, nanos);
  }
}
