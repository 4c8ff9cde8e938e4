package io.retaillake.pipelines.crash;

import io.retaillake.pipelines.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;

/** Runs a stream that crashes by plan and is started again, and in the end lets it come through. */
final class CrashingStream {

  private static final int POLL_MILLIS = 100;

  /** Long, as the machine may have other things to do; nothing is concluded from time. */
  private static final long PATIENCE_MILLIS = 180_000;

  private static final int PACED_SECONDS = 6;

  private final Path folder;
  private final List<String> streamArguments;
  private final EventFeed feed;
  private final LakehouseView tables;
  private final int partitions;
  private final Checkpoints checkpoints;
  private final Random random;
  private final Path agentJar;
  private Optional<Path> restoreFrom = Optional.empty();
  private int runs;

  CrashingStream(
      Path folder,
      List<String> streamArguments,
      EventFeed feed,
      LakehouseView tables,
      int partitions,
      long seed) {
    this.folder = folder;
    this.feed = feed;
    this.tables = tables;
    this.partitions = partitions;
    this.random = new Random(seed);
    this.agentJar = HaltAgent.writeJar(folder);
    Path checkpointFolder = folder.resolve("checkpoints");
    this.checkpoints = new Checkpoints(checkpointFolder);
    this.streamArguments = new ArrayList<>(streamArguments);
    this.streamArguments.addAll(
        List.of(
            "--checkpointingInterval=700",
            "--externalizedCheckpointsEnabled=true",
            "--retainExternalizedCheckpointsOnCancellation=true",
            "--stateBackend=filesystem",
            "--stateBackendStoragePath=" + checkpointFolder.toUri()));
  }

  /**
   * Runs the stream until it has crashed as planned. Half of the new records wait for it in the
   * topic, the others come while it runs.
   */
  CrashReport crash(Crash crash, long newRecords) throws IOException, InterruptedException {
    feed.send(newRecords / 2);
    int fruitlessRestores = 0;
    while (!crashes(crash, newRecords / 2)) {
      restoreFrom = Optional.empty();
      fruitlessRestores++;
    }
    Restart next = chooseRestart(crash.restart());
    return new CrashReport(
        crash, fruitlessRestores, tables.heldByAll(partitions), next, restoreFrom);
  }

  /** Runs the stream until the tables hold all below these offsets and all windows are told. */
  void comeThrough(SortedMap<Integer, Long> endOffsets) throws InterruptedException {
    while (!comesThrough(endOffsets)) {
      restoreFrom = Optional.empty();
    }
  }

  /** False if the stream was restored to nothing and has ended by itself. */
  private boolean crashes(Crash crash, long pacedRecords) throws IOException, InterruptedException {
    Path armFile = folder.resolve("armed-" + runs);
    List<String> jvmOptions =
        crash
            .fault()
            .haltPoint()
            .map(point -> List.of(HaltAgent.option(agentJar, point, crash.call(), armFile)))
            .orElse(List.of());
    if (crash.moment() == Moment.STARTING) {
      Files.createFile(armFile);
    }
    try (StreamProcess stream = start(jvmOptions)) {
      awaitMoment(crash.moment(), stream);
      if (crash.moment() != Moment.STARTING) {
        Files.createFile(armFile);
      }
      feed.pace(pacedRecords, PACED_SECONDS);
      if (crash.fault() == Fault.KILL) {
        long strikeAt = System.currentTimeMillis() + crash.delayMillis();
        await(stream, () -> System.currentTimeMillis() >= strikeAt, "the kill");
        stream.kill();
        return endedWith(StreamProcess.KILLED, stream);
      }
      await(stream, () -> false, "the " + crash.fault());
      return endedWith(HaltAgent.EXIT_CODE, stream);
    }
  }

  private void awaitMoment(Moment moment, StreamProcess stream) throws InterruptedException {
    if (moment == Moment.STARTING) {
      return;
    }
    Map<Integer, Long> before = tables.heldByAll(partitions);
    await(stream, () -> !tables.heldByAll(partitions).equals(before), "a first commit");
    if (moment == Moment.CHECKPOINTED) {
      long committedAt = System.currentTimeMillis();
      await(stream, () -> checkpoints.anyCompletedSince(committedAt), "a checkpoint after it");
    }
  }

  private boolean comesThrough(SortedMap<Integer, Long> endOffsets) throws InterruptedException {
    try (StreamProcess stream = start(List.of())) {
      boolean held =
          await(
              stream,
              () -> {
                Map<Integer, Long> ledger = tables.heldByAll(partitions);
                return endOffsets.entrySet().stream()
                    .allMatch(end -> ledger.get(end.getKey()) == end.getValue() - 1);
              },
              "the last record");
      if (!held) {
        return endedWith(StreamProcess.KILLED, stream);
      }
      long sales = tables.salesInTime();
      await(stream, () -> tables.salesInWindows() == sales, "all " + sales + " sales in windows");
      stream.kill();
      return endedWith(StreamProcess.KILLED, stream);
    }
  }

  /**
   * Waits for something, keeping the feed's pace; false if the stream ended before it came.
   *
   * @throws AssertionError if nothing happens for very long
   */
  private boolean await(StreamProcess stream, BooleanSupplier event, String what)
      throws InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < deadline) {
      if (event.getAsBoolean()) {
        return true;
      }
      feed.keepPace();
      if (stream.ended(POLL_MILLIS)) {
        return false;
      }
    }
    throw new AssertionError(
        "waited in vain for %s; the tables hold %s; %s"
            .formatted(what, tables.heldByAll(partitions), stream.logTail()));
  }

  /**
   * True if the stream ended with this code; false if it was restored from a checkpoint that was
   * taken before the partitions were assigned, reads nothing and has said so.
   */
  private boolean endedWith(int exitCode, StreamProcess stream) {
    if (stream.exitCode() == exitCode) {
      return true;
    }
    if (restoreFrom.isPresent() && stream.exitCode() == ExitCode.FAILED.code()) {
      return false;
    }
    throw new AssertionError(
        "the stream ended with %d instead of %d; %s"
            .formatted(stream.exitCode(), exitCode, stream.logTail()));
  }

  private Restart chooseRestart(Restart wanted) {
    List<Path> completed = checkpoints.completed();
    int newest = completed.size() - 1;
    Restart possible =
        switch (wanted) {
          case LEDGER -> Restart.LEDGER;
          case LAST_CHECKPOINT -> newest < 0 ? Restart.LEDGER : wanted;
          case STALE_CHECKPOINT -> newest < 1 ? Restart.LEDGER : wanted;
        };
    restoreFrom =
        switch (possible) {
          case LEDGER -> Optional.empty();
          case LAST_CHECKPOINT -> Optional.of(completed.get(newest));
          case STALE_CHECKPOINT -> Optional.of(completed.get(random.nextInt(newest)));
        };
    return possible;
  }

  private StreamProcess start(List<String> jvmOptions) {
    List<String> arguments = new ArrayList<>(streamArguments);
    restoreFrom.ifPresent(checkpoint -> arguments.add("--restoreFrom=" + checkpoint.toUri()));
    runs++;
    return StreamProcess.start(
        folder.resolve("run-%02d.log".formatted(runs)), jvmOptions, arguments);
  }
}
