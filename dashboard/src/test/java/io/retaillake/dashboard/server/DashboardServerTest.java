package io.retaillake.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.bigquery.testing.TestLakehouse;
import io.retaillake.dashboard.testing.SmallShop;
import io.retaillake.dashboard.testing.TestServer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DashboardServerTest {

  private static final String TOKEN = "a-token-of-the-test";

  @TempDir static Path folder;
  private static TestLakehouse lakehouse;
  private static TestServer server;

  @BeforeAll
  static void serve() throws Exception {
    lakehouse = SmallShop.in(folder.resolve("lakehouse"));
    server = TestServer.of(folder.resolve("lakehouse"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page.js", "/api/kpis", "/api/none", "/none"})
  void everyAnswerHasTheSecurityHeaders(String path) throws Exception {
    HttpResponse<String> answer = server.get(path);

    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy).contains("default-src 'none'", "script-src 'self'").doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
  }

  @Test
  void thePageHasNoInlineScriptAndNoStyleButTheOneThatThePolicyNames() throws Exception {
    HttpResponse<String> answer = server.get("/");
    String page = answer.body();
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));

    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains(" style-src 'sha256-" + base64Sha256(style) + "';");
    assertThat(page).contains("<main").doesNotContain("style=");
    assertThat(page.split("<style", -1)).hasSize(2);
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page).contains("<script type=\"module\" src=\"page.js\"></script>");
    assertThat(page).doesNotContainPattern("\\son[a-z]+=");
  }

  @Test
  void aFileThatIsKnownIsNotSentAgain() throws Exception {
    String tag = server.get("/page.js").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = server.get("/page.js", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/..%2fpom.xml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/fonts/../page.js",
        "/fonts%2finter-regular.woff2",
        "//etc/passwd",
        "/page/index.html",
        "/api/charts/..%2f..%2ftheme.json",
        "/api/charts/01-event-types.json",
        "/page.js/",
        "/%00"
      })
  void noPathLeadsToAnotherFile(String path) throws Exception {
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE"})
  void nothingButReadingIsAllowed(String method) throws Exception {
    assertThat(raw(method + " /api/kpis HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD");
  }

  @Test
  void anotherNameForThisMachineIsRefused() throws Exception {
    assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void withATokenNothingIsShownWithoutIt() throws Exception {
    ServerSettings settings = new ServerSettings("127.0.0.1", 0, Optional.of(TOKEN), 1_000);
    try (TestServer locked = TestServer.of(folder.resolve("lakehouse"), settings)) {
      for (String path : new String[] {"/", "/page.js", "/api/kpis", "/api/events", "/none"}) {
        assertThat(locked.get(path).statusCode()).as(path).isEqualTo(401);
      }
      assertThat(locked.get("/?token=wrong").statusCode()).isEqualTo(401);
      assertThat(locked.get("/api/kpis", "Authorization", "Bearer " + TOKEN).statusCode())
          .isEqualTo(200);
      HttpResponse<String> shown = locked.get("/?token=" + TOKEN);
      assertThat(shown.statusCode()).isEqualTo(303);
      String cookie = shown.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).endsWith("; Path=/; HttpOnly; SameSite=Strict");
      assertThat(locked.get("/", "Cookie", cookie.split(";", -1)[0]).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whoAsksTooOftenIsToldToWait() throws Exception {
    ServerSettings settings = new ServerSettings("127.0.0.1", 0, Optional.empty(), 1);
    try (TestServer slow = TestServer.of(folder.resolve("lakehouse"), settings)) {
      slow.get("/favicon.svg");
      slow.get("/favicon.svg");
      HttpResponse<String> third = slow.get("/favicon.svg");

      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
    }
  }

  @Test
  void aPortThatIsTakenIsToldAtTheStart() {
    ServerSettings taken = new ServerSettings("127.0.0.1", server.port(), Optional.empty(), 10);

    assertThatThrownBy(() -> TestServer.of(folder.resolve("lakehouse"), taken))
        .isInstanceOf(BindException.class);
  }

  @Test
  void anOpenPageIsToldOfACommitAndTheFiguresAreThereThen() throws Exception {
    server.lake().follow(Duration.ofMillis(100));
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "api/events")).build();
    InputStream stream =
        server.client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      assertThat(event(lines)).contains("\"silver_events\":2");

      SmallShop.order(lakehouse, "live");

      assertThat(event(lines)).contains("\"silver_events\":3");
      assertThat(server.json("/api/kpis?from=2024-03-15&to=2024-03-15").at("/data/figures/0/value"))
          .hasToString("25.0");
    }
  }

  private static String event(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (!line.startsWith("data: ")) {
      line = lines.readLine();
    }
    return line;
  }

  private static String base64Sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
