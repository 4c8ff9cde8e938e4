package io.retaillake.dashboard.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Where the server listens and who may ask.
 *
 * @param host name or address to listen at
 * @param port 0 for a free one
 * @param token what everybody must show; needed where others than this machine can reach it
 * @param requestsPerSecond how many of one address are answered
 */
public record ServerSettings(String host, int port, Optional<String> token, int requestsPerSecond) {

  public static final int SHORTEST_TOKEN = 16;
  public static final int REQUESTS_PER_SECOND = 500;

  /** On this machine alone. */
  public static ServerSettings local(int port) {
    return new ServerSettings("127.0.0.1", port, Optional.empty(), REQUESTS_PER_SECOND);
  }

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException if one can't be used, with a sentence that says why
   */
  public ServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is between 0 and 65535.");
    }
    if (requestsPerSecond < 1) {
      throw new IllegalArgumentException("At least one request a second must be allowed.");
    }
    if (token.isPresent()
        && (token.get().length() < SHORTEST_TOKEN || !token.get().matches("[A-Za-z0-9._~-]+"))) {
      throw new IllegalArgumentException(
          "A token has at least "
              + SHORTEST_TOKEN
              + " characters, of letters, digits, '-', '.', '_' and '~'.");
    }
    if (token.isEmpty() && !isLoopback(host)) {
      throw new IllegalArgumentException(
          "Others than this machine can reach " + host + ", so a token is needed.");
    }
  }

  boolean isLocal() {
    return isLoopback(host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("There is no host '" + host + "'.", e);
    }
  }
}
