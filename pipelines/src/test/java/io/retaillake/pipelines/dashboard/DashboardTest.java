package io.retaillake.pipelines.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.dashboard.server.ServerSettings;
import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.warehouse.SmallLakehouse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardTest {

  @TempDir Path folder;

  private String printed = "";

  @Test
  void servesTheFiguresOfALakehouse() throws Exception {
    SmallLakehouse.append(folder.resolve("lakehouse"), 1, 3);
    try (ServedDashboard dashboard =
        ServedDashboard.start(
            folder.resolve("lakehouse"),
            folder.resolve("warehouse.duckdb"),
            ServerSettings.local(0),
            ServedDashboard.TIMEOUT,
            () -> OptionalLong.of(3))) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(dashboard.url() + "api/health")).build();
      HttpResponse<String> health =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(health.body()).startsWith("{\"events\":3,").contains("\"lag_records\":3");
    }
  }

  @Test
  void beyondThisMachineItRefusesToStartWithoutAToken() throws Exception {
    Path tokenFile = Files.writeString(folder.resolve("token"), "short\n");

    assertThat(run("--host=0.0.0.0")).isEqualTo(2);
    assertThat(printed)
        .contains("Others than this machine can reach 0.0.0.0, so a token is needed");
    assertThat(run("--host=0.0.0.0", "--tokenFile=" + tokenFile)).isEqualTo(2);
    assertThat(printed).contains("at least 16 characters");
    assertThat(run("--host=0.0.0.0", "--tokenFile=" + folder.resolve("none"))).isEqualTo(5);
  }

  @Test
  void aPortThatIsTakenIsToldWithWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(run("--port=" + taken.getLocalPort())).isEqualTo(5);
    }
    assertThat(printed).contains("can't listen at 127.0.0.1:").contains("--port=...");
  }

  @Test
  void optionsThatMakeNoSenseAreRefused() {
    assertThat(run("--port=70000")).isEqualTo(2);
    assertThat(run("--requestsPerSecond=0")).isEqualTo(2);
    assertThat(run("--timeout=soon")).isEqualTo(2);
    assertThat(run("--colour=red")).isEqualTo(2);
  }

  private int run(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "--lakehouse=" + folder.resolve("lakehouse"),
                "--warehouse=" + folder.resolve("warehouse.duckdb")));
    args.addAll(List.of(more));
    StringWriter text = new StringWriter();
    int code =
        Commands.execute(new Dashboard(), new PrintWriter(text), args.toArray(String[]::new));
    printed = text.toString();
    return code;
  }
}
