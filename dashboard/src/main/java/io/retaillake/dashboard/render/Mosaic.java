package io.retaillake.dashboard.render;

import java.util.List;
import java.util.Locale;

/** All charts in one picture, three a row, each at half its size. */
public record Mosaic(String svg, byte[] png) {

  private static final int COLUMNS = 3;
  private static final int WIDTH = RenderRequest.FULL_WIDTH / 2;
  private static final int HEIGHT = RenderRequest.FULL_HEIGHT / 2;
  private static final int GAP = 12;

  public static Mosaic of(List<RenderedChart> charts, String themeName) {
    Fonts.load();
    Theme theme = Theme.named(themeName);
    int rows = (charts.size() + COLUMNS - 1) / COLUMNS;
    int width = GAP + COLUMNS * (WIDTH + GAP);
    int height = GAP + rows * (HEIGHT + GAP);
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\""
                    + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"%d\" height=\"%d\""
                    + " viewBox=\"0 0 %d %d\">\n<rect width=\"%d\" height=\"%d\" fill=\"%s\"/>\n",
                width,
                height,
                width,
                height,
                width,
                height,
                theme.colour("grid")));
    for (int i = 0; i < charts.size(); i++) {
      int x = GAP + i % COLUMNS * (WIDTH + GAP);
      int y = GAP + i / COLUMNS * (HEIGHT + GAP);
      svg.append(placed(charts.get(i).svg(), x, y)).append('\n');
    }
    String whole = svg.append("</svg>\n").toString();
    return new Mosaic(whole, Png.of(whole));
  }

  private static String placed(String svg, int x, int y) {
    return svg.replaceFirst(
        " width=\"\\d+\" height=\"\\d+\"",
        String.format(
            Locale.ROOT, " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", x, y, WIDTH, HEIGHT));
  }
}
