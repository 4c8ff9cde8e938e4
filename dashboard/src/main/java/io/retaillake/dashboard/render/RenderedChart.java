package io.retaillake.dashboard.render;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * A picture.
 *
 * @param id the chart's id
 * @param svg the picture
 * @param png the same at twice the size; empty if it was not asked for
 * @param title what the data say, in a sentence
 * @param subtitle what is shown, or why nothing is
 * @param warnings what the renderer complained of
 */
public record RenderedChart(
    String id, String svg, byte[] png, String title, String subtitle, List<String> warnings) {

  /** The title of a picture without data. */
  static final String NOTHING = "Nothing to show yet";

  /** True if there was nothing to draw, and the picture says why. */
  @JsonIgnore
  public boolean isNotice() {
    return title.equals(NOTHING);
  }
}
