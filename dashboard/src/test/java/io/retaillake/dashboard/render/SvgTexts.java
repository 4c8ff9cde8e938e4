package io.retaillake.dashboard.render;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The texts of an SVG and the boxes that they take, as the bundled font measures them. */
public record SvgTexts(List<Box> boxes) {

  private static final Pattern CALL = Pattern.compile("(translate|rotate|scale)\\(([^)]*)\\)");
  // Capital letters and figures reach to 0.73 of the size above the line, tails to 0.2 below it.
  private static final double ASCENT = 0.73;
  private static final double DESCENT = 0.2;

  /** A text and what it covers. */
  public record Box(String text, Shape shape) {

    public boolean overlaps(Box other) {
      java.awt.geom.Area both = new java.awt.geom.Area(shape);
      both.intersect(new java.awt.geom.Area(other.shape));
      Rectangle2D common = both.getBounds2D();
      return common.getWidth() > 1 && common.getHeight() > 1;
    }
  }

  /** Reads all texts that can be seen. */
  public static SvgTexts of(String svg, Fonts fonts) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    List<Box> boxes = new ArrayList<>();
    collect(root, new AffineTransform(), fonts, boxes);
    return new SvgTexts(boxes);
  }

  private static void collect(
      Element element, AffineTransform outer, Fonts fonts, List<Box> boxes) {
    AffineTransform transform = new AffineTransform(outer);
    transform.concatenate(transform(element.getAttribute("transform")));
    if (element.getAttribute("opacity").equals("0")) {
      return;
    }
    if (element.getTagName().equals("text") && !element.getTextContent().isBlank()) {
      boxes.add(box(element, transform, fonts));
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element below) {
        collect(below, transform, fonts, boxes);
      }
    }
  }

  private static Box box(Element text, AffineTransform transform, Fonts fonts) {
    double size = Double.parseDouble(text.getAttribute("font-size").replace("px", ""));
    String weight = text.getAttribute("font-weight");
    int boldness =
        weight.equals("bold") ? 700 : weight.matches("\\d+") ? Integer.parseInt(weight) : 400;
    double width = fonts.width(text.getTextContent(), size, boldness);
    double x = number(text.getAttribute("x"));
    double y = number(text.getAttribute("y"));
    double left =
        switch (text.getAttribute("text-anchor")) {
          case "middle" -> x - width / 2;
          case "end" -> x - width;
          default -> x;
        };
    Rectangle2D box =
        new Rectangle2D.Double(left, y - ASCENT * size, width, (ASCENT + DESCENT) * size);
    return new Box(text.getTextContent(), transform.createTransformedShape(box));
  }

  private static AffineTransform transform(String attribute) {
    AffineTransform transform = new AffineTransform();
    Matcher call = CALL.matcher(attribute);
    while (call.find()) {
      String[] arguments = call.group(2).split("[ ,]+");
      double first = number(arguments[0]);
      switch (call.group(1)) {
        case "translate" ->
            transform.translate(first, arguments.length > 1 ? number(arguments[1]) : 0);
        case "rotate" -> transform.rotate(Math.toRadians(first));
        default -> transform.scale(first, arguments.length > 1 ? number(arguments[1]) : first);
      }
    }
    return transform;
  }

  private static double number(String text) {
    return text.isBlank() ? 0 : Double.parseDouble(text);
  }
}
