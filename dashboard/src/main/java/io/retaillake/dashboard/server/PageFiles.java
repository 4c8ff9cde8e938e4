package io.retaillake.dashboard.server;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The files of the page, by the paths that they are served at. No other path leads to a file. */
final class PageFiles {

  private final Map<String, Answer> files = new LinkedHashMap<>();

  PageFiles() {
    String page = new String(read("page/index.html"), StandardCharsets.UTF_8);
    files.put(
        "",
        Answer.fixed(
            "text/html; charset=utf-8", PageStyle.within(page).getBytes(StandardCharsets.UTF_8)));
    add("page.js", "page/page.js", "text/javascript; charset=utf-8");
    add("favicon.svg", "page/favicon.svg", "image/svg+xml");
    add("api/openapi.json", "page/openapi.json", Answer.JSON);
    add("fonts/inter-regular.woff2", "fonts/Inter-Regular.woff2", "font/woff2");
    add("fonts/inter-semibold.woff2", "fonts/Inter-SemiBold.woff2", "font/woff2");
  }

  Optional<Answer> find(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private void add(String path, String resource, String type) {
    files.put(path, Answer.fixed(type, read(resource)));
  }

  /** A resource of the page. */
  static byte[] read(String resource) {
    try {
      return Resources.toByteArray(Resources.getResource(PageFiles.class, "/" + resource));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
