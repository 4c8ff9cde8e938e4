package io.retaillake.dashboard.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws pictures, one at a time. Not thread-safe. */
final class ChartPainter implements AutoCloseable {

  private static final double NOTICE_SIZE = 13;
  private static final int NOTICE_LINES = 5;
  private static final int SMALL = 600;

  private final Fonts fonts;
  private final VegaEngine vega;

  ChartPainter(Fonts fonts) {
    this.fonts = fonts;
    this.vega = new VegaEngine(fonts);
  }

  /**
   * Draws it.
   *
   * @throws RenderException if the specification or the title script is wrong
   */
  RenderedChart paint(RenderRequest request) {
    Theme theme = Theme.named(request.theme());
    boolean hasData = request.notice().isEmpty();
    JsonNode told = hasData ? vega.tell(request.titleScript(), request.rows()) : null;
    String title = hasData ? told.required("title").asText() : RenderedChart.NOTHING;
    String subtitle = hasData ? told.path("subtitle").asText("") : request.notice();
    List<String> warnings = new ArrayList<>();
    String svg;
    if (request.framed()) {
      ChartFrame frame =
          new ChartFrame(
              fonts,
              theme,
              request.width(),
              request.height(),
              title,
              hasData ? subtitle : "",
              request.footer());
      svg = frame.around(plot(request, theme, frame.plotWidth(), frame.plotHeight(), warnings));
    } else {
      svg = plot(request, theme, request.width(), request.height(), warnings);
    }
    byte[] png = request.png() ? Png.of(svg) : new byte[0];
    return new RenderedChart(request.id(), svg, png, title, subtitle, warnings);
  }

  @Override
  public void close() {
    vega.close();
  }

  private String plot(
      RenderRequest request, Theme theme, int width, int height, List<String> warnings) {
    if (!request.notice().isEmpty()) {
      return notice(request.notice(), theme, width, height);
    }
    ObjectNode specification = (ObjectNode) theme.coloured(request.specification());
    specification.remove("usermeta");
    specification.putObject("data").set("values", request.rows());
    specification.put("width", width).put("height", height);
    specification.putObject("autosize").put("type", "fit").put("contains", "padding");
    ObjectNode small = specification.withArray("/params").addObject();
    small.put("name", "small").put("value", width < SMALL);
    JsonNode drawn = vega.draw(specification, theme.configuration());
    if (drawn.has("error")) {
      throw new RenderException("Chart '" + request.id() + "': " + drawn.get("error").asText());
    }
    drawn.path("warnings").forEach(warning -> warnings.add(warning.asText()));
    return withOwnNames(request.id(), drawn.required("svg").asText());
  }

  /** Vega numbers its clips and gradients from 0; in one document each needs a name of its own. */
  private static String withOwnNames(String id, String svg) {
    String prefix = id.replaceAll("[^A-Za-z0-9]", "") + "-";
    return svg.replaceAll("\\bid=\"", "id=\"" + prefix)
        .replace("url(#", "url(#" + prefix)
        .replace("href=\"#", "href=\"#" + prefix);
  }

  private String notice(String notice, Theme theme, int width, int height) {
    List<String> lines = fonts.wrap(notice, NOTICE_SIZE, 400, width - 40.0, NOTICE_LINES);
    double y = height / 2.0 - (lines.size() - 1) * NOTICE_SIZE * 0.7;
    StringBuilder svg =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                    + " viewBox=\"0 0 %d %d\">",
                width,
                height,
                width,
                height));
    for (String line : lines) {
      svg.append(
          ChartFrame.text(line, width / 2.0, y, NOTICE_SIZE, 400, theme.colour("muted"), "middle"));
      y += NOTICE_SIZE * 1.4;
    }
    return svg.append("</svg>").toString();
  }
}
