package io.retaillake.dashboard.render;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One picture to draw.
 *
 * @param id the chart's id
 * @param specification Vega-Lite without data, size and title
 * @param titleScript JavaScript: a function of the rows and the helpers that gives the title, the
 *     subtitle and what the picture says in words
 * @param rows the rows, an array of objects
 * @param notice what to say instead of a picture; empty if there is something to draw
 * @param footer the small print
 * @param width in pixels
 * @param height in pixels
 * @param theme {@code dark} or {@code light}
 * @param framed true for a picture that stands alone: with background, title and small print
 * @param png true for a PNG at twice the size, too
 */
public record RenderRequest(
    String id,
    JsonNode specification,
    String titleScript,
    JsonNode rows,
    String notice,
    String footer,
    int width,
    int height,
    String theme,
    boolean framed,
    boolean png) {

  /** The size of a picture that stands alone. */
  public static final int FULL_WIDTH = 960;

  public static final int FULL_HEIGHT = 540;

  /** The size of a card on the page. */
  public static final int CARD_WIDTH = 440;

  public static final int CARD_HEIGHT = 280;
}
