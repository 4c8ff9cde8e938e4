package io.retaillake.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private long nanos;

  @Test
  void aLogGetsALineEveryFiveSecondsWithRateAndTimeLeft() {
    try (ProgressLine progress =
        new ProgressLine("replay", OptionalLong.of(100_000), out, false, () -> nanos)) {
      for (int second = 1; second <= 12; second++) {
        nanos = second * 1_000_000_000L;
        progress.update(second * 1_000L);
      }
    }

    assertThat(printed().lines())
        .containsExactly(
            "replay  5,000 of 100,000 (5%)  1,000/s  1 min 35 s left",
            "replay  10,000 of 100,000 (10%)  1,000/s  1 min 30 s left",
            "replay  12,000 of 100,000 (12%)  1,000/s  1 min 28 s left");
  }

  @Test
  void aLogIsToldOnceThatAllIsDone() {
    try (ProgressLine progress =
        new ProgressLine("features", OptionalLong.of(100), out, false, () -> nanos)) {
      for (int second = 5; second <= 20; second += 5) {
        nanos = second * 1_000_000_000L;
        progress.update(Math.min(100, second * 10L));
      }
    }

    assertThat(printed().lines())
        .containsExactly(
            "features  50 of 100 (50%)  10/s  5 s left",
            "features  100 of 100 (100%)  10/s  0 s left");
  }

  @Test
  void withoutATotalThereIsNoTimeLeft() {
    try (ProgressLine progress =
        new ProgressLine("live", OptionalLong.empty(), out, false, () -> nanos)) {
      nanos = 10_000_000_000L;
      progress.update(20_000);
    }

    assertThat(printed().lines()).containsOnly("live  20,000  2,000/s");
  }

  @Test
  void aTerminalGetsOneLineThatIsWrittenOver() {
    try (ProgressLine progress =
        new ProgressLine("replay", OptionalLong.of(200), out, true, () -> nanos)) {
      nanos = 1_000_000_000L;
      progress.update(100);
      nanos = 2_000_000_000L;
    }

    assertThat(printed())
        .isEqualTo(
            "\rreplay  100 of 200 (50%)  100/s  1 s left"
                + "\rreplay  100 of 200 (50%)  50/s  2 s left "
                + System.lineSeparator());
  }

  @Test
  void shortWorkShowsNothing() {
    try (ProgressLine progress =
        new ProgressLine("replay", OptionalLong.of(200), out, false, () -> nanos)) {
      progress.update(200);
    }

    assertThat(printed()).isEmpty();
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
