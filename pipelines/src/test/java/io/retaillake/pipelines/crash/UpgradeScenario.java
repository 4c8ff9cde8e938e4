package io.retaillake.pipelines.crash;

import io.retaillake.pipelines.simulate.SimulationOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/**
 * What the recorded savepoint and its test have in common: the broker's address too, since the
 * runner keeps its Kafka source in the savepoint and reads where that says.
 */
final class UpgradeScenario {

  static final String TOPIC = "retail-events";
  static final int PARTITIONS = 4;
  static final int BROKER_PORT = 29_513;

  /** How many records were on the topic when the savepoint was taken. */
  static final long RECORDED = 1_500;

  private static final int POLL_MILLIS = 100;
  private static final long PATIENCE_MILLIS = 180_000;

  private UpgradeScenario() {}

  /** The same records each time. */
  static SimulationOptions shop() {
    return SimulationOptions.defaults()
        .withEvents(3_000)
        .withSeed(42)
        .withPartitions(PARTITIONS)
        // Many, so that some retries come on the other side of the savepoint than what they repeat.
        .withDuplicateShare(0.2)
        .withMalformedShare(0.01);
  }

  static List<String> arguments(Path lakehouse) {
    return List.of(
        "--bootstrapServers=127.0.0.1:" + BROKER_PORT,
        "--topic=" + TOPIC,
        "--lakehouse=" + lakehouse,
        // A stall of the machine must not move the watermark.
        "--idleAfter=1h",
        "--fileInterval=500ms",
        "--commitInterval=200ms");
  }

  /** Waits until bronze, silver and quarantine hold all below these offsets. */
  static void awaitHeld(
      StreamProcess stream, LakehouseView tables, SortedMap<Integer, Long> endOffsets)
      throws InterruptedException {
    await(
        stream,
        () ->
            tables.heldByAll(PARTITIONS).entrySet().stream()
                .allMatch(held -> held.getValue() == endOffsets.get(held.getKey()) - 1),
        "the last record");
  }

  static void await(StreamProcess stream, BooleanSupplier event, String what)
      throws InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!event.getAsBoolean()) {
      if (stream.ended(POLL_MILLIS) || System.currentTimeMillis() > deadline) {
        throw new AssertionError("waited in vain for " + what + "; " + stream.logTail());
      }
    }
  }
}
