package io.retaillake.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgeredAppenderIT {
  private static final long LAST = 600;

  @TempDir Path lakehouse;

  @Test
  void writersInProcessesOfTheirOwnAndKilledOnesLoseNothingAndRepeatNothing() throws Exception {
    List<Process> writers = new ArrayList<>();
    try {
      for (int seed = 0; seed < 3; seed++) {
        writers.add(start(seed));
      }
      Process victim = writers.get(0);
      DeltaTable table = waitForTable();
      while (table.snapshot().version() < 5) {
        Thread.sleep(5);
      }
      victim.destroyForcibly().waitFor();
      writers.add(start(3));
      for (Process writer : writers.subList(1, writers.size())) {
        assertThat(writer.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(writer.exitValue()).isZero();
      }

      assertThat(Ledgered.offsets(table, 0)).isEqualTo(Ledgered.upTo(LAST));
      assertThat(Ledgered.offsets(table, 1)).isEqualTo(Ledgered.upTo(LAST));
      assertThat(table.snapshot().ledgers())
          .isEqualTo(Map.of(Ledgered.ledgerId(0), LAST, Ledgered.ledgerId(1), LAST));
    } finally {
      writers.forEach(Process::destroyForcibly);
    }
  }

  private DeltaTable waitForTable() throws InterruptedException {
    while (DeltaTable.openIfPresent(lakehouse.toString(), Ledgered.DEFINITION).isEmpty()) {
      Thread.sleep(5);
    }
    return DeltaTable.open(lakehouse.toString(), Ledgered.DEFINITION);
  }

  private Process start(int seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            RacingWriter.class.getName(),
            lakehouse.toString(),
            Long.toString(LAST),
            Integer.toString(seed))
        .inheritIO()
        .start();
  }
}
