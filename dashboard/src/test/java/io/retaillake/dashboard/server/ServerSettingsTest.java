package io.retaillake.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

  @Test
  void beyondThisMachineATokenIsNeeded() {
    assertThatThrownBy(() -> new ServerSettings("0.0.0.0", 8080, Optional.empty(), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("so a token is needed");
    assertThat(new ServerSettings("0.0.0.0", 8080, Optional.of("0123456789abcdef"), 10).isLocal())
        .isFalse();
  }

  @Test
  void aTokenIsLongAndFitsACookie() {
    assertThatThrownBy(() -> new ServerSettings("127.0.0.1", 8080, Optional.of("short"), 10))
        .hasMessageContaining("at least 16");
    assertThatThrownBy(
            () -> new ServerSettings("127.0.0.1", 8080, Optional.of("0123456789abcde;"), 10))
        .hasMessageContaining("letters, digits");
  }

  @Test
  void aPortIsAPort() {
    assertThatThrownBy(() -> ServerSettings.local(70_000))
        .hasMessage("A port is between 0 and 65535.");
  }
}
