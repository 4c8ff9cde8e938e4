package io.retaillake.pipelines.stream;

import io.retaillake.pipelines.cli.ExitCode;
import io.retaillake.pipelines.cli.UserError;
import io.retaillake.pipelines.kafka.Topics;
import io.retaillake.transforms.restart.RestartPoint;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Where each partition is read from, by what the user asked for and what the topic still has. */
final class StartOffsets {

  private StartOffsets() {}

  /**
   * The first offset to read of each partition of the topic.
   *
   * @throws UserError if the topic no longer has what the tables need
   */
  static Map<Integer, Long> of(StreamSettings settings, Topics topics) {
    SortedMap<Integer, Long> begin = topics.beginOffsets(settings.topic());
    return switch (settings.startFrom()) {
      case EARLIEST -> begin;
      case LATEST -> topics.endOffsets(settings.topic());
      case LEDGER -> fromLedger(settings, begin, topics.endOffsets(settings.topic()));
    };
  }

  private static Map<Integer, Long> fromLedger(
      StreamSettings settings, SortedMap<Integer, Long> begin, SortedMap<Integer, Long> end) {
    RestartPoint restart =
        new RestartPoint(settings.lakehouse(), settings.topic(), settings.rules().arrivalRule());
    restart
        .heldByAll(begin.keySet())
        .forEach(
            (partition, held) -> {
              if (held >= end.get(partition)) {
                throw new UserError(
                    ExitCode.KAFKA,
                    "partition "
                        + partition
                        + " of "
                        + settings.topic()
                        + " ends at "
                        + end.get(partition)
                        + ", but the tables hold its records up to "
                        + held,
                    "the topic was made anew, or this is another cluster",
                    "Point --lakehouse at an empty folder, or --bootstrapServers at the old topic");
              }
            });
    List<Integer> withRecords =
        begin.keySet().stream().filter(p -> begin.get(p) < end.get(p)).toList();
    // Older records are gone from Kafka; windows that need them keep the rows they have.
    restart
        .offsets(withRecords)
        .forEach(
            (p, offset) -> begin.computeIfPresent(p, (same, first) -> Math.max(first, offset)));
    return begin;
  }
}
