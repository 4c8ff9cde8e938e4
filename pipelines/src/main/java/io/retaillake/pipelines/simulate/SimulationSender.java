package io.retaillake.pipelines.simulate;

import io.retaillake.pipelines.kafka.EventSender;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Sends a simulation's records to a topic, each partition's in the order in which they are made.
 */
public final class SimulationSender {

  private SimulationSender() {}

  /**
   * Sends until the simulation ends or {@code stopped} holds, and returns when Kafka has
   * acknowledged all that was sent: that is all that the simulation's report counts by then.
   *
   * @param sender to a topic with as many partitions as the simulation has
   * @param progress is told after each record how many were sent
   * @return how many were sent
   * @throws io.retaillake.pipelines.cli.UserError if Kafka does not take a record
   */
  public static long sendAll(
      Simulation simulation,
      EventSender sender,
      Pace pace,
      LongConsumer progress,
      BooleanSupplier stopped) {
    long sent = feed(simulation, record -> send(record, sender), pace, progress, stopped);
    sender.finish();
    return sent;
  }

  static long feed(
      Simulation simulation,
      Consumer<SimulatedRecord> taker,
      Pace pace,
      LongConsumer progress,
      BooleanSupplier stopped) {
    long taken = 0;
    while (true) {
      // A live event is stamped when it is made, so its turn comes first.
      pace.await(taken, stopped);
      boolean stopHere = stopped.getAsBoolean() && !simulation.hasReady();
      if (stopHere || !simulation.hasNext()) {
        return taken;
      }
      taker.accept(simulation.next());
      progress.accept(++taken);
    }
  }

  private static void send(SimulatedRecord record, EventSender sender) {
    sender.send(record.partition(), record.key().getBytes(StandardCharsets.UTF_8), record.value());
  }
}
