package io.retaillake.dashboard.render;

import java.util.List;
import java.util.Locale;

/**
 * What is around the drawing of a picture that stands alone: background, title, subtitle and small
 * print, with the room that the lines need, so that none is clipped or runs into another.
 */
final class ChartFrame {

  private static final int BOLD = 700;
  private static final int NORMAL = 400;
  private static final double LINE = 1.3;
  private static final int MAX_LINES = 2;
  private static final int NARROW = 600;

  private final Theme theme;
  private final int width;
  private final int height;
  private final int margin;
  private final double titleSize;
  private final double textSize;
  private final double smallSize;
  private final List<String> title;
  private final List<String> subtitle;
  private final List<String> footer;

  ChartFrame(
      Fonts fonts,
      Theme theme,
      int width,
      int height,
      String title,
      String subtitle,
      String footer) {
    boolean narrow = width < NARROW;
    this.theme = theme;
    this.width = width;
    this.height = height;
    this.margin = narrow ? 14 : 28;
    this.titleSize = narrow ? 15 : 22;
    this.textSize = narrow ? 11.5 : 14;
    this.smallSize = narrow ? 9.5 : 11;
    double room = width - 2.0 * margin;
    this.title = fonts.wrap(title, titleSize, BOLD, room, MAX_LINES);
    this.subtitle =
        subtitle.isBlank() ? List.of() : fonts.wrap(subtitle, textSize, NORMAL, room, MAX_LINES);
    this.footer = fonts.wrap(footer, smallSize, NORMAL, room, MAX_LINES);
  }

  int plotWidth() {
    return width - 2 * margin;
  }

  int plotHeight() {
    return (int) (height - top() - bottom());
  }

  private double top() {
    return margin
        + (title.size() * titleSize + subtitle.size() * textSize) * LINE
        + titleSize * 0.7;
  }

  private double bottom() {
    return margin * 0.7 + footer.size() * smallSize * LINE + smallSize;
  }

  /** The whole picture around the drawing, an SVG of {@link #plotWidth} and {@link #plotHeight}. */
  String around(String plot) {
    StringBuilder svg = new StringBuilder(plot.length() + 2_000);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\""
                + " width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " font-family=\"%s\">\n<title>%s</title>\n<desc>%s</desc>\n"
                + "<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
            width,
            height,
            width,
            height,
            Fonts.FAMILY,
            escaped(String.join(" ", title)),
            escaped(String.join(" ", subtitle)),
            width,
            height,
            theme.colour("background")));
    double y = margin;
    y = lines(svg, title, y, titleSize, BOLD, "text");
    lines(svg, subtitle, y, textSize, NORMAL, "muted");
    svg.append(String.format(Locale.ROOT, "<g transform=\"translate(%d,%.1f)\">", margin, top()))
        .append(plot)
        .append("</g>\n");
    double below = height - margin * 0.7 - footer.size() * smallSize * LINE;
    lines(svg, footer, below, smallSize, NORMAL, "muted");
    return svg.append("</svg>\n").toString();
  }

  private double lines(
      StringBuilder svg, List<String> lines, double from, double size, int weight, String colour) {
    double y = from;
    for (String line : lines) {
      svg.append(text(line, margin, y + size, size, weight, theme.colour(colour), "start"));
      y += size * LINE;
    }
    return y;
  }

  /** One line of text with its foot at this place. */
  static String text(
      String line, double x, double y, double size, int weight, String colour, String anchor) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1fpx\" font-weight=\"%d\" fill=\"%s\""
            + " font-family=\"%s\" text-anchor=\"%s\">%s</text>\n",
        x,
        y,
        size,
        weight,
        colour,
        Fonts.FAMILY,
        anchor,
        escaped(line));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
