package io.retaillake.dashboard.render;

import java.util.List;

/**
 * A picture.
 *
 * @param id the chart's id
 * @param svg the picture
 * @param png the same at twice the size; empty if it was not asked for
 * @param title what the data say, in a sentence
 * @param subtitle what is shown
 * @param warnings what the renderer complained of
 */
public record RenderedChart(
    String id, String svg, byte[] png, String title, String subtitle, List<String> warnings) {}
