package io.retaillake.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.retaillake.pipelines.cli.UserError;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AsOfTest {

  @Test
  void aTimeIsTakenToTheMicrosecondAndADateToItsEnd() {
    assertThat(AsOf.instant(AsOf.parse("2026-03-31T12:00:00.000001Z")))
        .isEqualTo(Instant.parse("2026-03-31T12:00:00.000001Z"));
    assertThat(AsOf.instant(AsOf.parse("2026-03-31T12:00:00+02:00")))
        .isEqualTo(Instant.parse("2026-03-31T10:00:00Z"));
    assertThat(AsOf.instant(AsOf.parse("2024-02-29")))
        .isEqualTo(Instant.parse("2024-02-29T23:59:59.999999Z"));
  }

  @Test
  void aTimeWithoutAZoneIsRefused() {
    assertThatThrownBy(() -> AsOf.parse("2026-03-31T12:00:00"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("--asOf=2026-03-31T12:00:00 is not a time");
  }
}
