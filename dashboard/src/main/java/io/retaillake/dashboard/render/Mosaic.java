package io.retaillake.dashboard.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.ImageObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

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
    return new Mosaic(whole, png(charts, width, height, theme));
  }

  /** Of the charts' own PNGs: all SVGs in one are more than the reader takes. */
  private static byte[] png(List<RenderedChart> charts, int width, int height, Theme theme) {
    int scale = Png.SCALE;
    BufferedImage image =
        new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(Color.decode(theme.colour("grid")));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    for (int i = 0; i < charts.size(); i++) {
      int x = scale * (GAP + i % COLUMNS * (WIDTH + GAP));
      int y = scale * (GAP + i / COLUMNS * (HEIGHT + GAP));
      graphics.drawImage(
          picture(charts.get(i)), x, y, scale * WIDTH, scale * HEIGHT, (ImageObserver) null);
    }
    graphics.dispose();
    return Png.bytes(image);
  }

  private static BufferedImage picture(RenderedChart chart) {
    try {
      return ImageIO.read(new ByteArrayInputStream(chart.png()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String placed(String svg, int x, int y) {
    return svg.replaceFirst(
        " width=\"\\d+\" height=\"\\d+\"",
        String.format(
            Locale.ROOT, " x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"", x, y, WIDTH, HEIGHT));
  }
}
