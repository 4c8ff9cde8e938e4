package io.retaillake.transforms.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpSchemaRegistryTest {

  private static final String CONTRACT_ANSWER =
      "{\"schema\": \""
          + EventContract.schema().toString().replace("\\", "\\\\").replace("\"", "\\\"")
          + "\"}";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answer("/schemas/ids/42", 200, CONTRACT_ANSWER);
    answer("/schemas/ids/7", 404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
    answer("/schemas/ids/8", 404, "<html>no such page</html>");
    answer("/schemas/ids/9", 503, "{\"error_code\":50003,\"message\":\"no leader\"}");
    answer("/schemas/ids/10", 200, "<html>please log in</html>");
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aFramedEventIsResolvedOverHttp() throws UndecodableEventException {
    RetailEventCodec codec = RetailEventCodec.factory(Optional.of(url())).create();
    RetailEvent event = TestEvents.purchase();

    assertThat(codec.decode(Framing.frame(42, codec.encode(event)))).isEqualTo(event);
  }

  @Test
  void whatTheRegistryDoesNotKnowIsUndecodable() {
    RetailEventCodec codec = RetailEventCodec.factory(Optional.of(url() + "/")).create();
    byte[] framed = Framing.frame(7, codec.encode(TestEvents.purchase()));

    assertThatThrownBy(() -> codec.decode(framed))
        .isInstanceOf(UndecodableEventException.class)
        .hasMessage("unknown schema id 7: the registry has none such");
  }

  @Test
  void anAnswerThatIsNoRegistrysIsAnOutageNotAVerdict() {
    HttpSchemaRegistry registry = HttpSchemaRegistry.at(url());

    for (int id : new int[] {8, 9, 10}) {
      assertThatThrownBy(() -> registry.schemaById(id))
          .isInstanceOf(SchemaRegistryUnavailableException.class)
          .hasMessageContaining(url() + "/schemas/ids/" + id)
          .hasMessageContaining("check that --schemaRegistryUrl");
    }
  }

  @Test
  void aRegistryThatIsDownDoesNotSendRecordsToQuarantine() {
    String url = url();
    server.stop(0);
    RetailEventCodec codec = RetailEventCodec.factory(Optional.of(url)).create();
    byte[] framed = Framing.frame(42, codec.encode(TestEvents.purchase()));

    assertThatThrownBy(() -> codec.decode(framed))
        .isInstanceOf(SchemaRegistryUnavailableException.class)
        .hasMessageContaining("can't be reached at " + url);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(String path, int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }
}
