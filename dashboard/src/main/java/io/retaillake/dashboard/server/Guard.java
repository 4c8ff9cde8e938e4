package io.retaillake.dashboard.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may ask, what for, and how often. */
final class Guard {

  static final String COOKIE = "dashboard_token";
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ServerSettings settings;
  private final RateLimit limit;

  Guard(ServerSettings settings, RateLimit limit) {
    this.settings = settings;
    this.limit = limit;
  }

  /** Why the request is not answered; empty if it is. */
  Optional<Answer> refusal(HttpExchange exchange) {
    if (!limit.allows(exchange.getRemoteAddress().getAddress())) {
      return Optional.of(
          Answer.error(429, "Too many requests from this address. Wait a second.")
              .with("Retry-After", "1"));
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return Optional.of(
          Answer.error(405, "Everything here is only read: use GET.").with("Allow", "GET, HEAD"));
    }
    if (settings.isLocal() && !isLocalName(exchange.getRequestHeaders().getFirst("Host"))) {
      return Optional.of(
          Answer.error(421, "This server answers to localhost. Another name may be a trick."));
    }
    return Optional.empty();
  }

  /** Why the asker may not see anything; empty if it may. */
  Optional<Answer> intruder(HttpExchange exchange, Request request) {
    if (settings.token().isEmpty() || isKnown(exchange.getRequestHeaders())) {
      return Optional.empty();
    }
    List<String> shown = request.parameters().get("token");
    if (request.path().equals(List.of("")) && shown != null && isToken(shown.get(0))) {
      return Optional.of(
          Answer.redirect(
              "/",
              Map.of(
                  "Set-Cookie",
                  COOKIE + "=" + shown.get(0) + "; Path=/; HttpOnly; SameSite=Strict")));
    }
    return Optional.of(
        Answer.error(
                401,
                "This dashboard is for those who have its token: send it as a bearer token, or open"
                    + " /?token=... in a browser.")
            .with("WWW-Authenticate", "Bearer"));
  }

  private boolean isKnown(Headers headers) {
    String bearer = headers.getFirst("Authorization");
    if (bearer != null && bearer.startsWith("Bearer ") && isToken(bearer.substring(7).trim())) {
      return true;
    }
    for (String cookies : headers.getOrDefault("Cookie", List.of())) {
      for (String cookie : cookies.split(";", -1)) {
        String one = cookie.trim();
        if (one.startsWith(COOKIE + "=") && isToken(one.substring(COOKIE.length() + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** In a time that does not tell how much of it is right. */
  private boolean isToken(String shown) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8),
        settings.token().orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  /** Another name that leads here was given by a page that tries to read what is not its own. */
  private static boolean isLocalName(String host) {
    return host != null && LOCAL_NAMES.contains(host.replaceFirst(":\\d+$", ""));
  }
}
