package io.retaillake.dashboard.render;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The bundled font, and how wide a text is in it. Safe for use by several threads. */
public final class Fonts {

  /** The family, as specifications and style sheets name it. */
  public static final String FAMILY = "Inter";

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
  private static final int BOLD_FROM = 600;

  private final Font regular = load("/fonts/Inter-Regular.ttf");
  private final Font semiBold = load("/fonts/Inter-SemiBold.ttf");

  private Fonts() {}

  /** Loads the font and makes it known to AWT. */
  public static Fonts load() {
    System.setProperty("java.awt.headless", "true");
    Fonts fonts = new Fonts();
    GraphicsEnvironment environment = GraphicsEnvironment.getLocalGraphicsEnvironment();
    environment.registerFont(fonts.regular);
    environment.registerFont(fonts.semiBold);
    return fonts;
  }

  /** Width of the text in pixels at this size; a weight from 600 on is semi-bold. */
  public double width(String text, double size, int weight) {
    Font font = (weight >= BOLD_FROM ? semiBold : regular).deriveFont((float) size);
    if (font.canDisplayUpTo(text) >= 0) {
      font = new Font(Font.SANS_SERIF, weight >= BOLD_FROM ? Font.BOLD : Font.PLAIN, 1);
      font = font.deriveFont((float) size);
    }
    return font.getStringBounds(text, CONTEXT).getWidth();
  }

  /**
   * Breaks a text into lines no wider than this; the last one that is allowed ends in an ellipsis
   * if there was more.
   */
  public List<String> wrap(String text, double size, int weight, double width, int maxLines) {
    List<String> lines = new ArrayList<>();
    List<String> words = Arrays.asList(text.strip().split("\\s+"));
    String line = "";
    for (int i = 0; i < words.size(); i++) {
      String longer = line.isEmpty() ? words.get(i) : line + " " + words.get(i);
      if (line.isEmpty() || width(longer, size, weight) <= width) {
        line = longer;
        continue;
      }
      if (lines.size() == maxLines - 1) {
        lines.add(shortened(line + " " + words.get(i), size, weight, width));
        return lines;
      }
      lines.add(line);
      line = words.get(i);
    }
    lines.add(width(line, size, weight) <= width ? line : shortened(line, size, weight, width));
    return lines;
  }

  private String shortened(String text, double size, int weight, double width) {
    int length = text.length();
    while (length > 0 && width(text.substring(0, length) + "…", size, weight) > width) {
      length--;
    }
    return text.substring(0, length).stripTrailing() + "…";
  }

  private static Font load(String resource) {
    try (InputStream file = Fonts.class.getResourceAsStream(resource)) {
      return Font.createFont(Font.TRUETYPE_FONT, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(resource + " is no font", e);
    }
  }
}
