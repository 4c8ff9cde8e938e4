package io.retaillake.pipelines.crash;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What became of a planned crash.
 *
 * @param fruitlessRestores how often the run ended by itself, as a checkpoint from before the
 *     partitions were assigned makes it, and was started again from the ledger
 * @param held up to which offset bronze, silver and quarantine all hold each partition
 * @param next from what the next run starts
 * @param nextFrom the checkpoint, if it starts from one
 */
record CrashReport(
    Crash crash,
    int fruitlessRestores,
    SortedMap<Integer, Long> held,
    Restart next,
    Optional<Path> nextFrom) {

  @Override
  public String toString() {
    String where =
        crash.fault().haltPoint().isPresent()
            ? "call " + crash.call()
            : crash.delayMillis() + " ms on";
    String offsets =
        held.entrySet().stream()
            .map(entry -> entry.getKey() + ":" + entry.getValue())
            .collect(Collectors.joining(" "));
    return "crash %2d  %-40s  %-38s  tables hold %-36s  next from %s%s%s"
        .formatted(
            crash.number(),
            crash.fault(),
            crash.moment() + ", " + where,
            offsets,
            next,
            nextFrom.map(path -> " " + path.getFileName()).orElse(""),
            fruitlessRestores == 0
                ? ""
                : "  (" + fruitlessRestores + " restored without partitions)");
  }
}
