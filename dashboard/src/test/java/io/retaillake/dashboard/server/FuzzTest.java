package io.retaillake.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.dashboard.testing.SmallShop;
import io.retaillake.dashboard.testing.TestServer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand requests that nobody should send, from a fixed seed. */
class FuzzTest {

  private static final int REQUESTS = 10_000;
  private static final List<String> PATHS =
      List.of(
          "/",
          "/api/",
          "/api/kpis",
          "/api/overview",
          "/api/customers/",
          "/api/trend",
          "/page.js",
          "/fonts/",
          "/api/windows",
          "/api/openapi.json",
          "/api/health");
  private static final List<String> POISON =
      List.of(
          "<script>alert(1)</script>",
          "%3Cscript%3E",
          "' or 1=1 --",
          "%27%3B%20drop%20table%20sales%3B--",
          "../../../../etc/passwd",
          "..%2f..%2f",
          "%00",
          "%",
          "%zz",
          "%ff%fe",
          "\u00e9",
          "${jndi:x}",
          "2024-13-45",
          "9999999999",
          "-1",
          "null",
          "NaN",
          "Books",
          "US",
          "2024-03-08",
          "u1",
          "&&&&",
          "====",
          "??",
          "#",
          ";",
          "\t",
          "\"",
          "\\",
          "[0]",
          "{}",
          "union%20select%20*%20from%20gold_user_features");
  private static final List<String> NAMES =
      List.of("from", "to", "category", "country", "token", "theme", "%66rom", "x", "", "from[]");
  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "GETT", "get");

  @TempDir Path folder;

  @Test
  void tenThousandBadRequestsFailNothingAndLeakNothing() throws Exception {
    SmallShop.in(folder.resolve("lakehouse"));
    Map<String, Integer> statuses = new TreeMap<>();
    Random random = new Random(7);
    try (TestServer server = TestServer.of(folder.resolve("lakehouse"))) {
      for (int i = 0; i < REQUESTS; i++) {
        String request = request(random);
        String answer = send(server.port(), request);
        String status = answer.length() > 12 ? answer.substring(9, 12) : "none";
        statuses.merge(status, 1, Integer::sum);
        assertThat(status).as(request).doesNotStartWith("5");
        assertThat(answer)
            .as(request)
            .doesNotContain(
                "Exception:", "\tat ", "io.retaillake", "java.", "DuckDB", folder.toString())
            .doesNotContainIgnoringCase("<script>alert");
      }
      assertThat(server.get("/api/kpis").statusCode()).isEqualTo(200);
    }
    assertThat(statuses).containsKeys("200", "400", "404", "405").doesNotContainKey("none");
  }

  private static String request(Random random) {
    StringBuilder target = new StringBuilder(one(PATHS, random));
    for (int i = random.nextInt(3); i > 0; i--) {
      target.append(random.nextInt(3) == 0 ? garbage(random) : one(POISON, random));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      target
          .append(target.indexOf("?") < 0 ? '?' : '&')
          .append(one(NAMES, random))
          .append('=')
          .append(random.nextInt(3) == 0 ? garbage(random) : one(POISON, random));
    }
    String line = target.toString().replace(' ', '+').replace('\t', '+');
    return one(METHODS, random)
        + " "
        + line
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-"
        + random.nextInt(9)
        + ": "
        + one(POISON, random).replace("\t", "")
        + "\r\n\r\n";
  }

  private static String garbage(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append((char) (33 + random.nextInt(222)));
    }
    return text.toString();
  }

  private static String send(int port, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private static <T> T one(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }
}
