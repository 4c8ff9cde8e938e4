package io.retaillake.dashboard.server;

import com.google.common.base.Splitter;
import com.sun.net.httpserver.HttpExchange;
import io.retaillake.dashboard.api.BadRequestException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was asked for.
 *
 * @param path decoded, part by part: an encoded slash is part of a name
 * @param parameters of the query, decoded
 * @param etag of what the asker has, or empty
 */
record Request(List<String> path, Map<String, List<String>> parameters, String etag) {

  private static final int MOST_PARAMETERS = 20;

  static Request of(HttpExchange exchange) {
    String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
    return new Request(
        path(exchange.getRequestURI().getRawPath()),
        parameters(exchange.getRequestURI().getRawQuery()),
        tag == null ? "" : tag);
  }

  private static List<String> path(String raw) {
    List<String> parts = new ArrayList<>();
    if (raw != null) {
      for (String part : Splitter.on('/').split(raw)) {
        // In a path a plus is a plus.
        parts.add(decoded(part.replace("+", "%2B"), "path"));
      }
    }
    return parts.isEmpty() ? parts : parts.subList(1, parts.size());
  }

  private static Map<String, List<String>> parameters(String raw) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return parameters;
    }
    List<String> given = Splitter.on('&').omitEmptyStrings().splitToList(raw);
    if (given.size() > MOST_PARAMETERS) {
      throw new BadRequestException("", "There are more than 20 parameters. Leave some out.");
    }
    for (String one : given) {
      int equals = one.indexOf('=');
      String name = equals < 0 ? one : one.substring(0, equals);
      String value = equals < 0 ? "" : one.substring(equals + 1);
      parameters
          .computeIfAbsent(decoded(name, "query"), key -> new ArrayList<>())
          .add(decoded(value, "query"));
    }
    return parameters;
  }

  private static String decoded(String text, String where) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(
          "", "The " + where + " has a '%' that two hexadecimal digits don't follow. Encode it.");
    }
  }
}
