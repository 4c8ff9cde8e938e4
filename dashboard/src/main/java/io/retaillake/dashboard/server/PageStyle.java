package io.retaillake.dashboard.server;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The page's style sheet, which is sent within the page: a browser paints nothing before it has it,
 * so it is not to be asked for. The security policy names it by its hash, and allows no other.
 */
final class PageStyle {

  /** Where the page as it is written names the style sheet. */
  static final String LINK = "<link rel=\"stylesheet\" href=\"page.css\">";

  private static final String CSS =
      new String(PageFiles.read("page/page.css"), StandardCharsets.UTF_8);

  private PageStyle() {}

  /** The page with the style sheet in it. */
  static String within(String page) {
    if (!page.contains(LINK)) {
      throw new IllegalStateException("The page does not name its style sheet by " + LINK);
    }
    return page.replace(LINK, "<style>" + CSS + "</style>");
  }

  /** The style sheet as a source of a content security policy. */
  static String source() {
    byte[] hash = Hashing.sha256().hashString(CSS, StandardCharsets.UTF_8).asBytes();
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
